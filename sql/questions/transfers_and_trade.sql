-- How did transfers and trade move, side by side?
with
transfer_and_trade as (
    select * from mart.transfer_and_trade
)

select
    region,
    year,
    transfers,
    transfers_unit,
    trade,
    trade_unit,
    trade_growth_pct
from transfer_and_trade
order by region, year
