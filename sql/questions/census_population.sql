-- How many people did the censuses of 2010 and 2020 count in Xinjiang and Tibet, region by region?
with
counted as (
    select * from mart.preferred_figure
    where
        indicator = 'resident_population'
        and population = 'all'
        and period_kind = 'point'
        and statistic = 'level'
        and definition_version like 'census%'
),

region as (
    select * from ref.region
)

select
    region.region_level,
    counted.region_code,
    counted.region,
    counted.definition_version,
    max(case when counted.period_start = date '2010-11-01' then counted.value end) as persons_2010,
    max(case when counted.period_start = date '2020-11-01' then counted.value end) as persons_2020
from counted
join region on region.region_code = counted.region_code
group by region.region_level, counted.region_code, counted.region, counted.definition_version
order by counted.definition_version, counted.region_code
