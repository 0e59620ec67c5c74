-- grain: one row per target or plan and actual figure of the same thing, and per attainment that a document states
with
level as (
    select * from mart.preferred_figure
    where statistic = 'level'
),

against as (
    select * from mart.preferred_figure
    where
        statistic in ('change_pct', 'share_pct')
        and base_measure in ('target', 'plan')
        and measure = 'actual'
        and base_indicator = indicator
),

-- The target of the same period, or of the whole year, for the part of it that has passed.
computed as (
    select
        'computed' as basis,
        actual.region,
        actual.year,
        actual.indicator_name,
        actual.counterpart,
        actual.population,
        goal.measure as target_measure,
        actual.period as actual_period,
        goal.period as target_period,
        actual.period_end < goal.period_end as is_to_date,
        actual.value as actual_value,
        goal.value as target_value,
        actual.unit,
        case
            when actual.value_high is not null or goal.value_high is not null
                then cast(ref.quotient(100 * actual.value, goal.value) as decimal(24, 6))
        end as attainment_pct,
        cast(ref.quotient(100 * actual.value_low, goal.value_high) as decimal(24, 6)) as attainment_pct_low,
        cast(ref.quotient(100 * actual.value_high, goal.value_low) as decimal(24, 6)) as attainment_pct_high,
        list_concat(actual.figure_ids, goal.figure_ids) as figure_ids,
        actual.indicator,
        actual.region_code,
        actual.counterpart_code,
        actual.definition_version
    from level as actual
    join level as goal
        on
            goal.indicator = actual.indicator
            and goal.population = actual.population
            and goal.region_code = actual.region_code
            and goal.counterpart_code is not distinct from actual.counterpart_code
            and goal.unit = actual.unit
            and goal.definition_version is not distinct from actual.definition_version
            and goal.period_start = actual.period_start
    where
        actual.measure = 'actual'
        and goal.measure in ('target', 'plan')
        and (
            (
                goal.period_end = actual.period_end
                and (
                    goal.period_kind = actual.period_kind
                    or (goal.period_kind = 'plan' and actual.period_kind in ('year', 'multi_year'))
                )
            )
            or (goal.period_kind = 'year' and actual.period_kind = 'year_to_date' and goal.year = actual.year)
        )
),

stated as (
    select
        'stated' as basis,
        region,
        year,
        indicator_name,
        counterpart,
        population,
        base_measure as target_measure,
        period as actual_period,
        concat_ws(
            ' to ',
            cast(coalesce(base_period_start, period_start) as varchar),
            cast(coalesce(base_period_end, period_end) as varchar)
        ) as target_period,
        period_end < coalesce(base_period_end, period_end) as is_to_date,
        cast(null as decimal(24, 6)) as actual_value,
        cast(null as decimal(24, 6)) as target_value,
        cast(null as varchar) as unit,
        cast(value + case statistic when 'change_pct' then 100 else 0 end as decimal(24, 6)) as attainment_pct,
        cast(value_low + case statistic when 'change_pct' then 100 else 0 end as decimal(24, 6)) as attainment_pct_low,
        cast(value_high + case statistic when 'change_pct' then 100 else 0 end as decimal(24, 6)) as attainment_pct_high,
        figure_ids,
        indicator,
        region_code,
        counterpart_code,
        definition_version
    from against
),

both_bases as (
    select * from computed
    union all
    select * from stated
)

select * from both_bases
