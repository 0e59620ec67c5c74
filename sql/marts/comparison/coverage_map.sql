-- grain: one row per region and subject for which something is stated
with
preferred_figure as (
    select * from mart.preferred_figure
),

indicator as (
    select
        subject,
        count(*) as indicators
    from ref.indicator
    group by subject
),

region as (
    select
        region_code,
        region_level,
        case region_level
            when 'country' then 1
            when 'province' then 2
            when 'macro_region' then 3
            when 'prefecture' then 4
            else 5
        end as region_place
    from ref.region
),

counted as (
    select
        region_code,
        region,
        subject,
        count(*) as cells,
        count(distinct indicator) as indicators_stated,
        cast(min(extract(year from period_start)) as integer) as first_year,
        cast(max(extract(year from period_end)) as integer) as last_year
    from preferred_figure
    group by region_code, region, subject
),

member as (
    select
        region_code,
        subject,
        unnest(figure_ids) as figure_id
    from preferred_figure
),

figures as (
    select
        region_code,
        subject,
        array_agg(figure_id order by figure_id) as figure_ids
    from member
    group by region_code, subject
)

select
    counted.region,
    region.region_level,
    counted.subject,
    counted.indicators_stated,
    indicator.indicators,
    cast(ref.quotient(counted.indicators_stated, indicator.indicators) as decimal(24, 6)) as share,
    counted.cells,
    counted.first_year,
    counted.last_year,
    figures.figure_ids,
    counted.region_code,
    region.region_place
from counted
join indicator on indicator.subject = counted.subject
join region on region.region_code = counted.region_code
join figures on figures.region_code = counted.region_code and figures.subject = counted.subject
