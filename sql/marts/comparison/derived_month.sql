-- grain: one row per indicator, population, region, counterpart, measure, unit and month between two running totals
with
figure as (
    select
        figure.*,
        coalesce(figure.definition_version, '') as definition,
        extract(month from figure.period_end) as end_month
    from core.figure as figure
    join ref.indicator as indicator on indicator.indicator = figure.indicator
    where
        figure.statistic = 'level'
        and indicator.stock_or_flow = 'flow'
        and extract(month from figure.period_start) = 1
        and extract(day from figure.period_start) = 1
        and extract(day from figure.period_end + interval 1 day) = 1
        and extract(year from figure.period_start) = extract(year from figure.period_end)
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

-- February needs a January of its own. Where both are published as one period there is none, and nothing is split.
pair as (
    select
        later.indicator,
        later.population,
        later.region_code,
        later.counterpart_code,
        later.measure,
        later.unit,
        earlier.period_end + interval 1 day as period_start,
        later.period_end,
        later.figure_id as later_id,
        earlier.figure_id as earlier_id,
        later.value - earlier.value as value,
        later.value_low - earlier.value_high as value_low,
        later.value_high - earlier.value_low as value_high,
        coalesce(later.value_low - earlier.value_high < 0, false) as is_below_rounding,
        coalesce(later.value_high - earlier.value_low < 0, false) as is_fall,
        later.document_id = earlier.document_id as is_one_vintage,
        later.definition = earlier.definition as is_one_definition,
        later.definition_version
    from figure as later
    join figure as earlier
        on
            earlier.indicator = later.indicator
            and earlier.population = later.population
            and earlier.region_code = later.region_code
            and earlier.counterpart_code is not distinct from later.counterpart_code
            and earlier.measure = later.measure
            and earlier.unit = later.unit
            and earlier.period_start = later.period_start
            and earlier.end_month = later.end_month - 1
),

ranked as (
    select
        *,
        is_one_vintage and is_one_definition and not is_below_rounding as is_usable,
        row_number() over (
            partition by indicator, population, region_code, counterpart_code, measure, unit, period_start
            order by
                case when is_one_definition then 0 else 1 end,
                case when is_one_vintage then 0 else 1 end,
                value_high - value_low asc nulls last,
                later_id,
                earlier_id
        ) as place
    from pair
)

select
    region_name.name as region,
    substr(cast(ranked.period_end as varchar), 1, 7) as period,
    ranked.indicator,
    ranked.population,
    ranked.counterpart_code,
    ranked.measure,
    case when ranked.is_usable then ranked.value end as value,
    case when ranked.is_usable then ranked.value_low end as value_low,
    case when ranked.is_usable then ranked.value_high end as value_high,
    ranked.unit,
    case when ranked.is_one_definition then 'A' else 'B' end as obs_status,
    case
        when not ranked.is_one_definition then 'the definition changed between the two running totals'
        when not ranked.is_one_vintage then 'the two running totals are of different documents'
        when ranked.is_fall then 'the running total fell'
        when ranked.is_below_rounding then 'the month is smaller than the rounding of the running totals'
    end as reason,
    [ranked.later_id, ranked.earlier_id] as figure_ids,
    cast(ranked.period_start as date) as period_start,
    ranked.period_end,
    ranked.region_code,
    ranked.definition_version
from ranked
join region_name on region_name.region_code = ranked.region_code
where ranked.place = 1
