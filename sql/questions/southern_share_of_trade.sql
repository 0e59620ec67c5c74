-- What share of Xinjiang's trade and transfers do its parts have?
with
share_of_parent as (
    select * from mart.share_of_parent
)

select
    region,
    parent_region,
    indicator_name,
    period,
    share_pct,
    share_pct_low,
    share_pct_high,
    basis
from share_of_parent
where indicator in ('foreign_trade', 'labor_transfers', 'surplus_laborers') and not is_overlapping
order by indicator_name, region, period_start
