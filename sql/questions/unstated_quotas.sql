-- Which targets, plans and bases does nobody state, and what must they have been?
with
identity_check as (
    select * from mart.identity_check
)

select
    identity_id,
    kind,
    implied_value,
    explanation
from identity_check
where verdict = 'undecidable' and implied_value is not null and kind in ('overshoot_vs_target', 'difference_vs_levels')
order by kind, identity_id
