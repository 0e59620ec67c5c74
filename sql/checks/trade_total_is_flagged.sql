-- A line of all commodities is flagged as a total where its file also has finer lines of the same trade.
with
trade as (
    select
        source_id,
        snapshot_sha256,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        count(case when commodity_level = 0 and not is_total then 1 end) as unflagged,
        max(commodity_level) as finest_level
    from core.trade_flow
    group by
        source_id,
        snapshot_sha256,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        currency,
        period_start,
        period_end
)

select *
from trade
where trade.unflagged > 0 and trade.finest_level > 0
