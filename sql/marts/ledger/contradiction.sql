-- grain: one row per cell for which different figures are stated
with
figure as (
    select
        figure.*,
        document.published,
        document.series,
        document.citation_key
    from core.figure as figure
    join ref.document as document on document.document_id = figure.document_id
),

explanation as (
    select * from ref.contradiction_explanation
),

preferred_figure as (
    select * from mart.preferred_figure
),

member as (
    select
        cell,
        unnest(figure_ids) as figure_id
    from preferred_figure
    where rivals > 0
),

cell as (
    select
        member.cell,
        count(*) - 1 as rivals,
        array_agg(figure.figure_id order by figure.figure_id) as figure_ids,
        case when count(figure.value_low) = count(*) then min(figure.value_low) end as value_low,
        case when count(figure.value_high) = count(*) then max(figure.value_high) end as value_high,
        cast(
            greatest(coalesce(max(figure.value_low) - min(figure.value_high), 0), 0) as decimal(24, 6)
        ) as gap,
        count(distinct concat_ws('|', figure.value, figure.value_low, figure.value_high, figure.bound)) as statements,
        string_agg(distinct figure.citation_key, ', ' order by figure.citation_key) as sources
    from member
    join figure on figure.figure_id = member.figure_id
    group by member.cell
),

pair as (
    select
        one.cell,
        one_figure.figure_id,
        two_figure.figure_id as rival_figure_id,
        concat_ws('|', one_figure.value_low, '', one_figure.value_high) as band,
        concat_ws('|', two_figure.value_low, '', two_figure.value_high) as rival_band,
        greatest(one_figure.published, two_figure.published) as both_published,
        coalesce(one_figure.series = two_figure.series, false)
        and one_figure.document_id <> two_figure.document_id as is_revision
    from member as one
    join member as two on two.cell = one.cell
    join figure as one_figure on one_figure.figure_id = one.figure_id
    join figure as two_figure on two_figure.figure_id = two.figure_id
    where one_figure.value_low > two_figure.value_high
),

-- A pair is explained for all documents that state the same two bands.
explained_pair as (
    select
        pair.cell,
        pair.band,
        pair.rival_band,
        bool_or(explanation.state = 'unresolved') as is_unresolved,
        string_agg(distinct explanation.explanation, ' ' order by explanation.explanation) as explanation
    from pair
    join explanation
        on
            (explanation.figure_id = pair.figure_id and explanation.rival_figure_id = pair.rival_figure_id)
            or (explanation.figure_id = pair.rival_figure_id and explanation.rival_figure_id = pair.figure_id)
    group by pair.cell, pair.band, pair.rival_band
),

-- A cell is closed when every pair of bands in it is.
decided as (
    select
        pair.cell,
        case
            when bool_or(explained_pair.cell is null and not pair.is_revision) then 'open'
            when bool_or(coalesce(explained_pair.is_unresolved, false)) then 'unresolved'
            else 'explained'
        end as state,
        string_agg(
            distinct coalesce(
                explained_pair.explanation,
                case when pair.is_revision then 'Revised by the publisher from one edition to the next.' end
            ),
            ' '
            order by
                coalesce(
                    explained_pair.explanation,
                    case when pair.is_revision then 'Revised by the publisher from one edition to the next.' end
                )
        ) as explanation,
        min(pair.both_published) as since
    from pair
    left join explained_pair
        on
            explained_pair.cell = pair.cell
            and explained_pair.band = pair.band
            and explained_pair.rival_band = pair.rival_band
    group by pair.cell
)

select
    md5(cell.cell) as contradiction_id,
    preferred_figure.indicator,
    preferred_figure.population,
    preferred_figure.region_code,
    preferred_figure.counterpart_code,
    preferred_figure.period_start,
    preferred_figure.period_end,
    preferred_figure.measure,
    preferred_figure.unit,
    cell.figure_ids,
    cell.rivals,
    cell.value_low,
    cell.value_high,
    cell.gap,
    coalesce(decided.state, 'explained') as state,
    case
        when decided.cell is null then 'The bands meet: the same fact in different precision.'
        else decided.explanation
    end as explanation,
    decided.since,
    preferred_figure.region,
    preferred_figure.period,
    preferred_figure.indicator_name,
    preferred_figure.counterpart,
    preferred_figure.period_kind,
    preferred_figure.statistic,
    preferred_figure.figure_id as preferred_figure_id,
    cell.sources
from cell
join preferred_figure on preferred_figure.cell = cell.cell
left join decided on decided.cell = cell.cell
where cell.statements > 1
