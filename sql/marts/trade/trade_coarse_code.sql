-- grain: one row per source, reporter, region or none, partner, regime or none, flow, scope, currency, period, revision and code
with
-- Few trade is told at several levels by lines that are no totals: only there are lines read code by code.
mixed as (
    select
        source_id,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        period_kind
    from mart.trade_cell
    where commodity_level > 0 and has_parts
    group by
        source_id,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        period_kind
    having min(commodity_level) < max(commodity_level)
),

cell as (
    select
        *,
        row_number() over (
            order by
                source_id,
                reporter_code,
                region_code,
                partner_code,
                flow,
                scope,
                currency,
                period_start,
                period_end,
                period_kind
        ) as cell_number
    from mixed
),

code as (
    select
        cell.cell_number,
        trade_flow.regime_code,
        trade_flow.hs_revision,
        trade_flow.commodity_level,
        trade_flow.commodity_code
    from core.trade_flow as trade_flow
    join cell
        on
            cell.source_id = trade_flow.source_id
            and cell.reporter_code = trade_flow.reporter_code
            and cell.region_code is not distinct from trade_flow.region_code
            and cell.partner_code = trade_flow.partner_code
            and cell.flow = trade_flow.flow
            and cell.scope = trade_flow.scope
            and cell.currency = trade_flow.currency
            and cell.period_start = trade_flow.period_start
            and cell.period_end = trade_flow.period_end
            and cell.period_kind = trade_flow.period_kind
    where not trade_flow.is_total and trade_flow.commodity_level > 0
    group by
        cell.cell_number,
        trade_flow.regime_code,
        trade_flow.hs_revision,
        trade_flow.commodity_level,
        trade_flow.commodity_code
),

level as (
    select commodity_level from code
    group by commodity_level
),

above as (
    select distinct
        code.cell_number,
        code.regime_code,
        code.hs_revision,
        substr(code.commodity_code, 1, level.commodity_level) as commodity_code
    from code
    join level on level.commodity_level < code.commodity_level
)

select
    cell.source_id,
    cell.reporter_code,
    cell.region_code,
    cell.partner_code,
    cell.flow,
    cell.scope,
    cell.currency,
    cell.period_start,
    cell.period_end,
    cell.period_kind,
    code.regime_code,
    code.hs_revision,
    code.commodity_level,
    code.commodity_code
from code
join above
    on
        above.cell_number = code.cell_number
        and above.regime_code is not distinct from code.regime_code
        and above.hs_revision is not distinct from code.hs_revision
        and above.commodity_code = code.commodity_code
join cell on cell.cell_number = code.cell_number
