-- Do customs lines bear out the trade that documents state?
with
identity_check as (
    select * from mart.identity_check
)

select
    identity_id,
    kind,
    region_code,
    indicator,
    stated_low,
    stated_high,
    computed_value,
    miss,
    verdict,
    explanation
from identity_check
where identity_id like '% from lines of %'
order by region_code, indicator, identity_id
