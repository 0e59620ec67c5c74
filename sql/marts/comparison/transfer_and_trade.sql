-- grain: one row per region, year, unit of transfers and currency of trade
with
region_year as (
    select * from mart.region_year
    where population = 'all' and counterpart_code is null and measure = 'actual'
),

transfer as (
    select * from region_year
    where indicator = 'labor_transfers' and basis = 'stated'
),

trade as (
    select * from region_year
    where indicator = 'foreign_trade'
),

growth as (
    select * from mart.year_over_year
    where
        indicator = 'foreign_trade'
        and basis = 'stated'
        and period_kind = 'year'
        and population = 'all'
        and counterpart_code is null
        and measure = 'actual'
),

place as (
    select region_code, region, year from transfer
    union
    select region_code, region, year from trade
    union
    select region_code, region, year from growth
)

select
    place.region,
    place.year,
    transfer.value as transfers,
    transfer.value_low as transfers_low,
    transfer.value_high as transfers_high,
    transfer.unit as transfers_unit,
    trade.value as trade,
    trade.value_low as trade_low,
    trade.value_high as trade_high,
    trade.unit as trade_unit,
    growth.change_pct as trade_growth_pct,
    list_concat(
        coalesce(transfer.figure_ids, []), list_concat(coalesce(trade.figure_ids, []), coalesce(growth.figure_ids, []))
    ) as figure_ids,
    place.region_code
from place
left join transfer on transfer.region_code = place.region_code and transfer.year = place.year
left join trade on trade.region_code = place.region_code and trade.year = place.year
left join growth on growth.region_code = place.region_code and growth.year = place.year
