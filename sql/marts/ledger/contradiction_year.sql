-- grain: one row per year and state in which contradictions came up
with
contradiction as (
    select
        *,
        cast(extract(year from since) as integer) as year
    from mart.contradiction
    where gap > 0
),

counted as (
    select
        year,
        state,
        count(*) as contradictions,
        string_agg(distinct indicator_name, ', ' order by indicator_name) as indicator_names
    from contradiction
    group by year, state
),

member as (
    select
        year,
        state,
        unnest(figure_ids) as figure_id
    from contradiction
),

figures as (
    select
        year,
        state,
        array_agg(figure_id order by figure_id) as figure_ids
    from member
    group by year, state
)

select
    counted.year,
    counted.state,
    cast(counted.contradictions as decimal(24, 6)) as contradictions,
    cast(counted.contradictions as decimal(24, 6)) as contradictions_low,
    cast(counted.contradictions as decimal(24, 6)) as contradictions_high,
    cast(counted.year as varchar) as period,
    make_date(counted.year, 1, 1) as period_start,
    make_date(counted.year, 12, 31) as period_end,
    'year' as period_kind,
    'actual' as measure,
    'count' as unit,
    counted.indicator_names,
    figures.figure_ids
from counted
join figures on figures.year = counted.year and figures.state = counted.state
