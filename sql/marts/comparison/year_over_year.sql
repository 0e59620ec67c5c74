-- grain: one row per basis, indicator, population, region, counterpart, period, measure, unit and definition
with
preferred_figure as (
    select * from mart.preferred_figure
),

level as (
    select preferred_figure.*
    from preferred_figure
    left join ref.population as population on population.population = preferred_figure.population
    where
        preferred_figure.statistic = 'level'
        and coalesce(population.is_unnamed, 'false') = 'false'
        and preferred_figure.period_kind in ('year', 'year_to_date', 'half', 'quarter', 'month', 'jan_feb')
),

-- A level against the same level one year earlier. The day after the period is compared, so that February is like for
-- like in leap years too.
computed as (
    select
        'computed' as basis,
        now.region,
        now.period,
        now.year,
        now.indicator_name,
        now.counterpart,
        now.population,
        now.measure,
        case
            when now.value_high is not null or earlier.value_high is not null
                then cast(ref.quotient(100 * (now.value - earlier.value), earlier.value) as decimal(24, 6))
        end as change_pct,
        cast(
            ref.quotient(100 * (now.value_low - earlier.value_high), earlier.value_high) as decimal(24, 6)
        ) as change_pct_low,
        cast(
            ref.quotient(100 * (now.value_high - earlier.value_low), earlier.value_low) as decimal(24, 6)
        ) as change_pct_high,
        now.unit,
        now.value,
        earlier.value as value_year_before,
        list_concat(now.figure_ids, earlier.figure_ids) as figure_ids,
        now.rivals + earlier.rivals as rivals,
        case when now.obs_status <> 'A' then now.obs_status else earlier.obs_status end as obs_status,
        now.indicator,
        now.region_code,
        now.counterpart_code,
        now.period_start,
        now.period_end,
        now.period_kind,
        now.definition_version
    from level as now
    join level as earlier
        on
            earlier.indicator = now.indicator
            and earlier.population = now.population
            and earlier.region_code = now.region_code
            and earlier.counterpart_code is not distinct from now.counterpart_code
            and earlier.measure = now.measure
            and earlier.unit = now.unit
            and earlier.definition_version is not distinct from now.definition_version
            and earlier.period_kind = now.period_kind
            and earlier.period_start = now.period_start - interval 1 year
            and earlier.period_end + interval 1 day = now.period_end + interval 1 day - interval 1 year
    where earlier.value_low > 0
),

-- A growth rate that a document states over the same period one year earlier.
stated as (
    select
        'stated' as basis,
        region,
        period,
        year,
        indicator_name,
        counterpart,
        population,
        measure,
        value as change_pct,
        value_low as change_pct_low,
        value_high as change_pct_high,
        cast(null as varchar) as unit,
        cast(null as decimal(24, 6)) as value,
        cast(null as decimal(24, 6)) as value_year_before,
        figure_ids,
        rivals,
        obs_status,
        indicator,
        region_code,
        counterpart_code,
        period_start,
        period_end,
        period_kind,
        definition_version
    from preferred_figure
    where
        statistic = 'change_pct'
        and period_kind in ('year', 'year_to_date', 'half', 'quarter', 'month', 'jan_feb')
        and base_indicator = indicator
        and coalesce(base_region_code, region_code) = region_code
        and coalesce(base_measure, measure) = measure
        and base_period_start = period_start - interval 1 year
        and base_period_end + interval 1 day = period_end + interval 1 day - interval 1 year
),

-- The same level one year earlier, but under another definition: the series breaks, and there is no number.
broken as (
    select
        'break' as basis,
        now.region,
        now.period,
        now.year,
        now.indicator_name,
        now.counterpart,
        now.population,
        now.measure,
        cast(null as decimal(24, 6)) as change_pct,
        cast(null as decimal(24, 6)) as change_pct_low,
        cast(null as decimal(24, 6)) as change_pct_high,
        now.unit,
        now.value,
        cast(null as decimal(24, 6)) as value_year_before,
        now.figure_ids,
        now.rivals,
        'B' as obs_status,
        now.indicator,
        now.region_code,
        now.counterpart_code,
        now.period_start,
        now.period_end,
        now.period_kind,
        now.definition_version
    from level as now
    where
        exists (
            select 1
            from level as earlier
            where
                earlier.indicator = now.indicator
                and earlier.population = now.population
                and earlier.region_code = now.region_code
                and earlier.counterpart_code is not distinct from now.counterpart_code
                and earlier.measure = now.measure
                and earlier.unit = now.unit
                and earlier.definition_version is distinct from now.definition_version
                and earlier.period_kind = now.period_kind
                and earlier.period_start = now.period_start - interval 1 year
                and earlier.period_end + interval 1 day = now.period_end + interval 1 day - interval 1 year
        )
        and not exists (
            select 1
            from level as earlier
            where
                earlier.indicator = now.indicator
                and earlier.population = now.population
                and earlier.region_code = now.region_code
                and earlier.counterpart_code is not distinct from now.counterpart_code
                and earlier.measure = now.measure
                and earlier.unit = now.unit
                and earlier.definition_version is not distinct from now.definition_version
                and earlier.period_kind = now.period_kind
                and earlier.period_start = now.period_start - interval 1 year
                and earlier.period_end + interval 1 day = now.period_end + interval 1 day - interval 1 year
        )
),

both_bases as (
    select * from computed
    union all
    select * from broken
    union all
    select * from stated
)

select * from both_bases
