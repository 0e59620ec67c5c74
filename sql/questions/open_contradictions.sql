-- Where do documents contradict each other, and by how much?
with
contradiction as (
    select * from mart.contradiction
)

select
    indicator_name,
    population,
    region,
    period,
    gap,
    unit,
    state,
    sources
from contradiction
where gap > 0
order by state desc, gap desc, indicator_name, region, period
