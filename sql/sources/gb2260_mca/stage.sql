-- grain: one row per revision and code
with
listed as (
    select * from stage.gb2260_mca
)

select
    listed."Source" as code_list,
    listed."Revision" as revision,
    strptime(listed."Revision", '%Y%m')::date as revision_month,
    listed."Code" as region_code,
    listed."Name" as name,
    listed.row_number
from listed
