-- grain: one row per cell, that is per thing that figures can agree or disagree about
with
figure as (
    select
        *,
        concat_ws(
            '|',
            indicator,
            population,
            region_code,
            coalesce(counterpart_code, ''),
            cast(period_start as varchar),
            cast(period_end as varchar),
            period_kind,
            measure,
            statistic,
            coalesce(base_indicator, indicator),
            coalesce(base_region_code, region_code),
            cast(coalesce(base_period_start, period_start) as varchar),
            cast(coalesce(base_period_end, period_end) as varchar),
            coalesce(base_measure, measure),
            unit,
            coalesce(definition_version, ''),
            case when is_unnamed = 'true' then coalesce(cited_document_id, document_id) end
        ) as cell,
        value_high - value_low as width,
        case when obs_status = 'U' then 1 else 0 end as doubt,
        case bound when 'exact' then 1 when 'approx' then 1 when 'range' then 2 when 'vague' then 4 else 3 end as looseness
    from core.figure
    left join ref.population using (population)
),

document as (
    select
        *,
        case nearness when 'official' then 1 when 'press' then 2 when 'research' then 3 else 4 end as distance
    from ref.document
),

preference_rule as (
    select * from ref.preference_rule
),

indicator as (
    select * from ref.indicator
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

counterpart_name as (
    select
        region_code as counterpart_code,
        name
    from region_name
    union all
    select
        partner_code as counterpart_code,
        name
    from ref.partner
),

ranked as (
    select
        figure.*,
        document.published,
        document.distance,
        row_number() over preference as place,
        concat_ws('|', figure.value, figure.value_low, figure.value_high, figure.bound) as statement,
        first_value(concat_ws('|', figure.value, figure.value_low, figure.value_high, figure.bound))
            over preference as preferred_statement
    from figure
    join document on document.document_id = figure.document_id
    window preference as (
        partition by figure.cell
        order by
            figure.doubt asc,
            figure.looseness asc,
            figure.width asc nulls last,
            document.distance asc,
            document.published desc,
            figure.figure_id asc
    )
),

-- The rule is asked against the first rival that states something else, or else against the next that says the same.
rival as (
    select
        *,
        row_number() over (
            partition by cell
            order by case when statement <> preferred_statement then 0 else 1 end, place
        ) as rival_place
    from ranked
    where place > 1
),

decided as (
    select
        ranked.*,
        case
            when rival.cell is null then 'P0'
            when ranked.doubt < rival.doubt then 'P1'
            when ranked.looseness < rival.looseness then 'P2'
            when
                coalesce(ranked.width, 100000000000000000) < coalesce(rival.width, 100000000000000000)
                then 'P3'
            when ranked.distance < rival.distance then 'P4'
            when ranked.published > rival.published then 'P5'
            else 'P6'
        end as decided_by
    from ranked
    left join rival on rival.cell = ranked.cell and rival.rival_place = 1
    where ranked.place = 1
),

cell as (
    select
        figure.cell,
        count(*) - 1 as rivals,
        case when count(figure.value_low) = count(*) then min(figure.value_low) end as rivals_low,
        case when count(figure.value_high) = count(*) then max(figure.value_high) end as rivals_high,
        array_agg(figure.figure_id order by figure.figure_id) as figure_ids,
        string_agg(distinct document.citation_key, ', ' order by document.citation_key) as sources
    from figure
    join document on document.document_id = figure.document_id
    group by figure.cell
)

select
    decided.cell,
    decided.subject,
    region_name.name as region,
    case
        when decided.period_start = decided.period_end then cast(decided.period_start as varchar)
        when extract(day from decided.period_start) <> 1 or extract(day from decided.period_end + interval 1 day) <> 1
            then concat_ws('..', cast(decided.period_start as varchar), cast(decided.period_end as varchar))
        when substr(cast(decided.period_start as varchar), 1, 7) = substr(cast(decided.period_end as varchar), 1, 7)
            then substr(cast(decided.period_start as varchar), 1, 7)
        when
            substr(cast(decided.period_start as varchar), 6) <> '01-01'
            or substr(cast(decided.period_end as varchar), 6) <> '12-31'
            then
                concat_ws(
                    '..',
                    substr(cast(decided.period_start as varchar), 1, 7),
                    substr(cast(decided.period_end as varchar), 1, 7)
                )
        when extract(year from decided.period_start) = extract(year from decided.period_end)
            then substr(cast(decided.period_start as varchar), 1, 4)
        else
            concat_ws(
                '..',
                substr(cast(decided.period_start as varchar), 1, 4),
                substr(cast(decided.period_end as varchar), 1, 4)
            )
    end as period,
    case
        when extract(year from decided.period_start) = extract(year from decided.period_end)
            then cast(extract(year from decided.period_end) as integer)
    end as year,
    indicator.name as indicator_name,
    counterpart_name.name as counterpart,
    decided.population,
    decided.measure,
    decided.statistic,
    decided.value,
    decided.value_low,
    decided.value_high,
    decided.bound,
    decided.unit,
    cell.rivals,
    cell.rivals_low,
    cell.rivals_high,
    decided.figure_id,
    concat_ws(' ', decided.decided_by, preference_rule.name) as preferred_rule,
    cell.figure_ids,
    cell.sources,
    decided.indicator,
    decided.region_code,
    decided.counterpart_code,
    decided.period_start,
    decided.period_end,
    decided.period_kind,
    decided.base_indicator,
    decided.base_region_code,
    decided.base_period_start,
    decided.base_period_end,
    decided.base_measure,
    decided.definition_version,
    decided.obs_status
from decided
join cell on cell.cell = decided.cell
left join preference_rule on preference_rule.preference_rule = decided.decided_by
join indicator on indicator.indicator = decided.indicator
join region_name on region_name.region_code = decided.region_code
left join counterpart_name on counterpart_name.counterpart_code = decided.counterpart_code
