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
        count(distinct figure.series) = 1 and count(figure.series) = count(*) as is_one_series,
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
        greatest(one_figure.published, two_figure.published) as both_published
    from member as one
    join member as two on two.cell = one.cell and two.figure_id > one.figure_id
    join figure as one_figure on one_figure.figure_id = one.figure_id
    join figure as two_figure on two_figure.figure_id = two.figure_id
    where
        one_figure.value_low > two_figure.value_high
        or two_figure.value_low > one_figure.value_high
),

decided as (
    select
        pair.cell,
        min(explanation.state) as state,
        string_agg(explanation.explanation, ' ' order by explanation.decided_on, explanation.explanation) as explanation
    from pair
    join explanation
        on
            (explanation.figure_id = pair.figure_id and explanation.rival_figure_id = pair.rival_figure_id)
            or (explanation.figure_id = pair.rival_figure_id and explanation.rival_figure_id = pair.figure_id)
    group by pair.cell
),

since as (
    select
        cell,
        min(both_published) as since
    from pair
    group by cell
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
    case
        when cell.gap = 0 then 'explained'
        when decided.state is not null then decided.state
        when cell.is_one_series then 'explained'
        else 'open'
    end as state,
    case
        when cell.gap = 0 then 'The bands meet: the same fact in different precision.'
        when decided.explanation is not null then decided.explanation
        when cell.is_one_series then 'Revised by the publisher from one edition to the next.'
    end as explanation,
    since.since,
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
left join since on since.cell = cell.cell
where cell.statements > 1
