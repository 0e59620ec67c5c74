-- grain: one row per source, reporter, region or none, partner, flow, scope, currency and period
with
-- Where there is no total and codes of several levels are told: only there are lines read code by code.
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

line as (
    select
        cell.cell_number,
        cell.coarsest_level,
        trade_flow.regime_code,
        trade_flow.commodity_level,
        trade_flow.commodity_code,
        trade_flow.is_masked,
        trade_flow.is_truncated,
        trade_flow.value,
        trade_flow.value_usd,
        trade_flow.value_cny
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
        cell_number,
        commodity_level,
        commodity_code,
        max(case when regime_code is null then 1 else 0 end) as is_of_all_regimes
    from line
    group by cell_number, commodity_level, commodity_code
),

level as (
    select commodity_level from code
    group by commodity_level
),

-- Codes with another one above them, which holds their trade.
held as (
    select distinct
        code.cell_number,
        code.commodity_code
    from code
    join level on level.commodity_level < code.commodity_level
    join code as above
        on
            above.cell_number = code.cell_number
            and above.commodity_level = level.commodity_level
            and above.commodity_code = substr(code.commodity_code, 1, level.commodity_level)
),

summed as (
    select
        line.cell_number,
        sum(line.value) as value,
        count(line.value) as valued_lines,
        case when count(line.value_usd) = count(line.value) then sum(line.value_usd) end as value_usd,
        case when count(line.value_cny) = count(line.value) then sum(line.value_cny) end as value_cny,
        count(*) as lines,
        count(case when line.is_masked then 1 end) as masked_lines,
        max(case when line.is_truncated then 1 else 0 end) as truncated
    from line
    join code
        on
            code.cell_number = line.cell_number
            and code.commodity_level = line.commodity_level
            and code.commodity_code = line.commodity_code
    left join held on held.cell_number = line.cell_number and held.commodity_code = line.commodity_code
    where
        line.commodity_level > line.coarsest_level
        and held.commodity_code is null
        and (code.is_of_all_regimes = 0 or line.regime_code is null)
    group by line.cell_number
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
    cell.coarsest_level as commodity_level,
    cast(summed.value as decimal(24, 3)) as value,
    cast(summed.value_usd as decimal(24, 3)) as value_usd,
    cast(summed.value_cny as decimal(24, 3)) as value_cny,
    summed.lines,
    summed.masked_lines,
    summed.truncated = 1 or summed.valued_lines < summed.lines as is_at_least
from summed
join cell on cell.cell_number = summed.cell_number
