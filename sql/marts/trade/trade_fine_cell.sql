-- grain: one row per source, reporter, region or none, partner, flow, scope, currency and period
with
-- Where there is no total and codes of several levels are told: only there are lines read code by code.
cell as (
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
        period_kind,
        min(commodity_level) as coarsest_level
    from mart.trade_cell
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
    having min(commodity_level) > 0 and min(commodity_level) < max(commodity_level)
),

line as (
    select
        trade_flow.source_id,
        trade_flow.reporter_code,
        trade_flow.region_code,
        trade_flow.partner_code,
        trade_flow.flow,
        trade_flow.scope,
        trade_flow.currency,
        trade_flow.period_start,
        trade_flow.period_end,
        trade_flow.period_kind,
        trade_flow.regime_code,
        trade_flow.commodity_level,
        trade_flow.commodity_code,
        trade_flow.is_masked,
        trade_flow.is_truncated,
        trade_flow.value,
        trade_flow.value_usd,
        trade_flow.value_cny,
        cell.coarsest_level
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
),

code as (
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
        period_kind,
        commodity_level,
        commodity_code,
        max(case when regime_code is null then 1 else 0 end) as is_of_all_regimes
    from line
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
        period_kind,
        commodity_level,
        commodity_code
),

level as (
    select commodity_level from code
    group by commodity_level
),

-- Codes with another one above them, which holds their trade.
held as (
    select distinct
        code.source_id,
        code.reporter_code,
        code.region_code,
        code.partner_code,
        code.flow,
        code.scope,
        code.currency,
        code.period_start,
        code.period_end,
        code.period_kind,
        code.commodity_code
    from code
    join level on level.commodity_level < code.commodity_level
    join code as above
        on
            above.source_id = code.source_id
            and above.reporter_code = code.reporter_code
            and above.region_code is not distinct from code.region_code
            and above.partner_code = code.partner_code
            and above.flow = code.flow
            and above.scope = code.scope
            and above.currency = code.currency
            and above.period_start = code.period_start
            and above.period_end = code.period_end
            and above.period_kind = code.period_kind
            and above.commodity_level = level.commodity_level
            and above.commodity_code = substr(code.commodity_code, 1, level.commodity_level)
)

select
    line.source_id,
    line.reporter_code,
    line.region_code,
    line.partner_code,
    line.flow,
    line.scope,
    line.currency,
    line.period_start,
    line.period_end,
    line.period_kind,
    line.coarsest_level as commodity_level,
    cast(sum(line.value) as decimal(24, 3)) as value,
    case when count(line.value_usd) = count(line.value) then cast(sum(line.value_usd) as decimal(24, 3)) end as value_usd,
    case when count(line.value_cny) = count(line.value) then cast(sum(line.value_cny) as decimal(24, 3)) end as value_cny,
    count(*) as lines,
    count(case when line.is_masked then 1 end) as masked_lines,
    max(case when line.is_truncated or line.value is null then 1 else 0 end) = 1 as is_at_least
from line
join code
    on
        code.source_id = line.source_id
        and code.reporter_code = line.reporter_code
        and code.region_code is not distinct from line.region_code
        and code.partner_code = line.partner_code
        and code.flow = line.flow
        and code.scope = line.scope
        and code.currency = line.currency
        and code.period_start = line.period_start
        and code.period_end = line.period_end
        and code.period_kind = line.period_kind
        and code.commodity_level = line.commodity_level
        and code.commodity_code = line.commodity_code
left join held
    on
        held.source_id = line.source_id
        and held.reporter_code = line.reporter_code
        and held.region_code is not distinct from line.region_code
        and held.partner_code = line.partner_code
        and held.flow = line.flow
        and held.scope = line.scope
        and held.currency = line.currency
        and held.period_start = line.period_start
        and held.period_end = line.period_end
        and held.period_kind = line.period_kind
        and held.commodity_code = line.commodity_code
where
    line.commodity_level > line.coarsest_level
    and held.commodity_code is null
    and (code.is_of_all_regimes = 0 or line.regime_code is null)
group by
    line.source_id,
    line.reporter_code,
    line.region_code,
    line.partner_code,
    line.flow,
    line.scope,
    line.currency,
    line.period_start,
    line.period_end,
    line.period_kind,
    line.coarsest_level
