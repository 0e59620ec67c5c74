-- grain: one row per level of a region whose parent has the same level, and per share that a document states
with
level as (
    select preferred_figure.*
    from mart.preferred_figure as preferred_figure
    left join ref.population as population on population.population = preferred_figure.population
    where
        preferred_figure.statistic = 'level'
        and preferred_figure.subject not in ('framework', 'policy', 'company')
        and preferred_figure.indicator not like '%per_head'
        and coalesce(population.is_unnamed, 'false') = 'false'
),

share as (
    select * from mart.preferred_figure
    where statistic = 'share_pct' and base_region_code <> region_code and base_indicator = indicator
),

region as (
    select * from ref.region
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

computed as (
    select
        'computed' as basis,
        part.region,
        whole.region as parent_region,
        part.period,
        part.year,
        part.indicator_name,
        part.counterpart,
        part.population,
        part.measure,
        case
            when part.value_high is not null or whole.value_high is not null
                then cast(ref.quotient(100 * part.value, whole.value) as decimal(24, 6))
        end as share_pct,
        cast(ref.quotient(100 * part.value_low, whole.value_high) as decimal(24, 6)) as share_pct_low,
        cast(ref.quotient(100 * part.value_high, whole.value_low) as decimal(24, 6)) as share_pct_high,
        part.unit,
        region.overlaps_prefectures = 'true' as is_overlapping,
        list_concat(part.figure_ids, whole.figure_ids) as figure_ids,
        part.rivals + whole.rivals as rivals,
        part.indicator,
        part.region_code,
        whole.region_code as parent_region_code,
        part.counterpart_code,
        part.period_start,
        part.period_end,
        part.period_kind,
        part.definition_version
    from level as part
    join region on region.region_code = part.region_code
    join level as whole
        on
            whole.region_code = coalesce(
                region.parent_code, case when region.region_code like 'CN-XJ-%' then '650000' end
            )
            and whole.indicator = part.indicator
            and whole.population = part.population
            and whole.counterpart_code is not distinct from part.counterpart_code
            and whole.measure = part.measure
            and whole.unit = part.unit
            and whole.definition_version is not distinct from part.definition_version
            and whole.period_kind = part.period_kind
            and whole.period_start = part.period_start
            and whole.period_end = part.period_end
),

stated as (
    select
        'stated' as basis,
        share.region,
        region_name.name as parent_region,
        share.period,
        share.year,
        share.indicator_name,
        share.counterpart,
        share.population,
        share.measure,
        share.value as share_pct,
        share.value_low as share_pct_low,
        share.value_high as share_pct_high,
        cast(null as varchar) as unit,
        region.overlaps_prefectures = 'true' as is_overlapping,
        share.figure_ids,
        share.rivals,
        share.indicator,
        share.region_code,
        share.base_region_code as parent_region_code,
        share.counterpart_code,
        share.period_start,
        share.period_end,
        share.period_kind,
        share.definition_version
    from share
    join region on region.region_code = share.region_code
    join region_name on region_name.region_code = share.base_region_code
),

both_bases as (
    select * from computed
    union all
    select * from stated
)

select * from both_bases
