-- grain: one row per level of a region that has parts of its own
with
-- Amounts that places can share: no rules, no counts of mentions, no averages, nothing of a place without a name.
level as (
    select preferred_figure.*
    from mart.preferred_figure as preferred_figure
    join ref.indicator as indicator on indicator.indicator = preferred_figure.indicator
    left join ref.population as population on population.population = preferred_figure.population
    where
        preferred_figure.statistic = 'level'
        and indicator.stock_or_flow <> 'rule'
        and preferred_figure.subject not in ('framework', 'policy', 'company', 'enforcement')
        and preferred_figure.indicator not like '%per_head'
        and coalesce(population.is_unnamed, 'false') = 'false'
),

-- Cities that overlap prefectures are no parts, and neither is a code that ended on a day nobody knows.
part as (
    select
        region.parent_code,
        region.region_code,
        region.valid_from,
        region.valid_to,
        region_name.name
    from ref.region as region
    join ref.region_name as region_name on region_name.region_code = region.region_code
    where
        region_name.language = 'en'
        and region_name.is_preferred = 'true'
        and region.overlaps_prefectures = 'false'
        and (region.valid_to is not null or coalesce(region.note, '') not like 'Not in force%')
        and region.parent_code <> 'CN'
),

cell as (
    select
        whole.cell,
        part.region_code,
        part.name,
        found.value_low,
        found.value_high,
        found.figure_id
    from level as whole
    join part
        on
            part.parent_code = whole.region_code
            and coalesce(part.valid_from <= whole.period_end, true)
            and coalesce(part.valid_to >= whole.period_end, true)
    left join level as found
        on
            found.region_code = part.region_code
            and found.indicator = whole.indicator
            and found.population = whole.population
            and found.counterpart_code is not distinct from whole.counterpart_code
            and found.measure = whole.measure
            and found.unit = whole.unit
            and found.definition_version is not distinct from whole.definition_version
            and found.period_kind = whole.period_kind
            and found.period_start = whole.period_start
            and found.period_end = whole.period_end
),

counted as (
    select
        cell,
        count(*) as parts,
        count(figure_id) as parts_stated,
        case when count(value_low) = count(figure_id) then sum(value_low) end as parts_low,
        case when count(value_high) = count(figure_id) then sum(value_high) end as parts_high,
        string_agg(case when figure_id is null then name end, ', ' order by name) as parts_missing
    from cell
    group by cell
)

select
    level.region,
    level.period,
    level.year,
    level.indicator_name,
    level.counterpart,
    level.population,
    level.measure,
    level.value,
    level.unit,
    counted.parts,
    counted.parts_stated,
    case
        when counted.parts_stated > 0
            then cast(ref.quotient(100 * counted.parts_low, level.value_high) as decimal(24, 6))
    end as explained_pct_low,
    case
        when counted.parts_stated > 0
            then cast(ref.quotient(100 * counted.parts_high, level.value_low) as decimal(24, 6))
    end as explained_pct_high,
    counted.parts_missing,
    level.figure_ids,
    level.indicator,
    level.region_code,
    level.cell
from level
join counted on counted.cell = level.cell
