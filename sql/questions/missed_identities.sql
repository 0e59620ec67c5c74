-- Which stated figures do not obey their own arithmetic?
with
identity_check as (
    select * from mart.identity_check
)

select
    identity_id,
    kind,
    miss,
    implied_value,
    explanation
from identity_check
where verdict = 'misses'
order by kind, identity_id
