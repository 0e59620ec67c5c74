-- Which figures rest on words without a number, and how were they read?
with
figure as (
    select * from core.figure
)

select
    figure_id,
    as_stated,
    value_low,
    value_high,
    note
from figure
where bound in ('vague', 'range')
order by figure_id
