-- Names and members belong to regions that are known.
with
used as (
    select 'region_name' as table_name, region_code from ref.region_name
    union all
    select 'region_member' as table_name, region_code from ref.region_member
    union all
    select 'region_member' as table_name, macro_region_code as region_code from ref.region_member
)

select *
from used
where used.region_code not in (select region_code from ref.region)
