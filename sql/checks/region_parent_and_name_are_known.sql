-- Every region has a known parent and exactly one preferred English name.
with
name as (
    select
        region_code,
        count(*) as names
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
    group by region_code
)

select
    region.region_code,
    region.parent_code,
    name.names
from ref.region as region
left join name on name.region_code = region.region_code
where
    coalesce(name.names, 0) <> 1
    or region.parent_code not in (select region_code from ref.region)
