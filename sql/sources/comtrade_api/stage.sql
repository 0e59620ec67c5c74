-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        make_date(line.refYear::bigint, case when line.refMonth = '52' then 1 else line.refMonth::bigint end, 1)
            as period_start,
        last_day(
            make_date(line.refYear::bigint, case when line.refMonth = '52' then 12 else line.refMonth::bigint end, 1)
        ) as period_end,
        -- What makes the line a part of others, or other lines once more.
        concat_ws(
            ', ',
            case when line.flowCode not in ('M', 'X', 'RM', 'RX') then 'flow ' || line.flowCode end,
            case when line.customsCode <> 'C00' then 'customs procedure ' || line.customsCode end,
            case when line.motCode <> '0' then 'mode of transport ' || line.motCode end,
            case when line.partner2Code <> '0' then 'second partner ' || line.partner2Code end,
            case
                when lower(line.isOriginalClassification) in ('false', '0') then 'converted to ' || line.classificationCode
            end
        ) as part
    from stage.comtrade_api as line
),

-- Units 2 to 41 of the publisher's list. -1 stands for none.
unit as (
    select [
        'm²', '1000 kWh', 'm', 'u', '2u', 'l', 'kg', '1000u', 'U (jeu/pack)', '12u', 'm³', 'carat', 'km', 'g',
        'hive', '1000 m³', 'TJ', 'BBL', '1000 L', '1000 KG', 'kWH', 'l alc 100%', 'head', 'kg/net eda',
        'kg C5H14ClNO', 'kg P2O5', 'kg H2O2', 'kg met.am.', 'kg N', 'kg KOH', 'kg K2O', 'kg NaOH', 'kg 90% sdt',
        'kg U', 'ct/l', 'Bq', 'gi F/S', 'GRT', 'GT', 'ce/el'
    ] as names
),

yuan_for_a_dollar as (
    select
        rate.period_start,
        rate.period_end,
        rate.rate
    from ref.exchange_rate as rate
    where rate.base_currency = 'usd' and rate.quote_currency = 'cny'
)

select
    reporter.partner_code as reporter_code,
    line.period_start,
    line.period_end,
    ref.month_period_kind(line.period_start, line.period_end) as period_kind,
    null::varchar as region_code,
    partner.partner_code,
    case
        when line.flowCode = 'RM' then 're_import'
        when line.flowCode = 'RX' then 're_export'
        when line.flowCode in ('M', 'FM', 'MIP', 'MOP') then 'import'
        else 'export'
    end as flow,
    null::varchar as regime_code,
    line.cmdCode as commodity_code,
    (case when line.cmdCode = 'TOTAL' then 0 else length(line.cmdCode) end)::integer as commodity_level,
    line.classificationCode as hs_revision,
    line.scope || case when line.part = '' then '' else ', ' || line.part end as scope,
    line.cmdCode = 'TOTAL' or line.isLeaf = 'false' or partner_name.kind = 'group' as is_total,
    false as is_masked,
    partner.partner_code = reporter.partner_code as is_reimport,
    line.is_truncated,
    -- Where there is no unit the publisher prints 0 or nothing.
    case when line.qtyUnitCode <> '-1' then round(line.qty, 3)::decimal(18, 3) end as quantity,
    case
        when line.qtyUnitCode <> '-1'
            then coalesce(unit.names[line.qtyUnitCode::bigint - 1], 'unit ' || line.qtyUnitCode)
    end as quantity_unit,
    case when line.altQtyUnitCode <> '-1' then round(line.altQty, 3)::decimal(18, 3) end as quantity2,
    case
        when line.altQtyUnitCode <> '-1'
            then coalesce(unit.names[line.altQtyUnitCode::bigint - 1], 'unit ' || line.altQtyUnitCode)
    end as quantity2_unit,
    round(line.primaryValue, 3)::decimal(18, 3) as value,
    'usd' as currency,
    round(line.primaryValue, 3)::decimal(18, 3) as value_usd,
    round(line.primaryValue * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    -- The value is the one of the two that it equals: some reporters publish imports free on board.
    case
        when line.primaryValue = line.cifvalue and line.primaryValue is distinct from line.fobvalue then 'cif'
        when line.primaryValue = line.fobvalue and line.primaryValue is distinct from line.cifvalue then 'fob'
        when line.primaryValue = line.cifvalue and line.flowCode in ('M', 'RM', 'FM', 'MIP', 'MOP') then 'cif'
        when line.primaryValue = line.fobvalue then 'fob'
    end as valuation,
    line.row_number
from published_line as line
cross join unit
join ref.comtrade_partner as reporter on line.reporterCode = reporter.code
join ref.comtrade_partner as partner on line.partnerCode = partner.code
join ref.partner as partner_name on partner.partner_code = partner_name.partner_code
left join yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
