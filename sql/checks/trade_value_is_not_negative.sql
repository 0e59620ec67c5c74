-- No value and no quantity of a customs line is negative: a correction is a new file of its publisher, never a minus.
select
    trade_flow.source_id,
    trade_flow.snapshot_sha256,
    trade_flow.row_number,
    trade_flow.value,
    trade_flow.quantity,
    trade_flow.quantity2
from core.trade_flow as trade_flow
where
    trade_flow.value < 0
    or trade_flow.value_usd < 0
    or trade_flow.value_cny < 0
    or trade_flow.quantity < 0
    or trade_flow.quantity2 < 0
