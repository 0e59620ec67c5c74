-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        make_date(line.ref_year::bigint, case when line.ref_month = '52' then 1 else line.ref_month::bigint end, 1)
            as period_start,
        last_day(
            make_date(line.ref_year::bigint, case when line.ref_month = '52' then 12 else line.ref_month::bigint end, 1)
        ) as period_end,
        -- What makes the line a part of others, or other lines once more.
        concat_ws(
            ', ',
            case when line.flow_code not in ('M', 'X', 'RM', 'RX') then 'flow ' || line.flow_code end,
            case when line.customs_code <> 'C00' then 'customs procedure ' || line.customs_code end,
            case when line.mot_code <> '0' then 'mode of transport ' || line.mot_code end,
            case when line.partner2code <> '0' then 'second partner ' || line.partner2code end,
            case
                when lower(line.is_original_classification) in ('false', '0') then 'converted to ' || line.classification_code
            end
        ) as part
    from stage.comtrade_comtradr as line
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
        when line.flow_code = 'RM' then 're_import'
        when line.flow_code = 'RX' then 're_export'
        when line.flow_code in ('M', 'FM', 'MIP', 'MOP') then 'import'
        else 'export'
    end as flow,
    null::varchar as regime_code,
    line.cmd_code as commodity_code,
    (case when line.cmd_code = 'TOTAL' then 0 else length(line.cmd_code) end)::integer as commodity_level,
    line.classification_code as hs_revision,
    line.scope || case when line.part = '' then '' else ', ' || line.part end as scope,
    -- The Harmonized System ends with six digits, and bulk files do not tell levels.
    line.cmd_code = 'TOTAL'
    or coalesce(lower(line.is_leaf) = 'false', length(line.cmd_code) < 6)
    or partner_name.kind = 'group' as is_total,
    false as is_masked,
    partner.partner_code = reporter.partner_code as is_reimport,
    line.is_truncated,
    -- Where there is no unit the publisher prints 0 or nothing.
    case when line.qty_unit_code <> '-1' then round(line.qty, 3)::decimal(18, 3) end as quantity,
    case
        when line.qty_unit_code <> '-1'
            then coalesce(unit.names[line.qty_unit_code::bigint - 1], 'unit ' || line.qty_unit_code)
    end as quantity_unit,
    case when line.alt_qty_unit_code <> '-1' then round(line.alt_qty, 3)::decimal(18, 3) end as quantity2,
    case
        when line.alt_qty_unit_code <> '-1'
            then coalesce(unit.names[line.alt_qty_unit_code::bigint - 1], 'unit ' || line.alt_qty_unit_code)
    end as quantity2_unit,
    round(line.primary_value, 3)::decimal(18, 3) as value,
    'usd' as currency,
    round(line.primary_value, 3)::decimal(18, 3) as value_usd,
    round(line.primary_value * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    -- The value is the one of the two that it equals: some reporters publish imports free on board.
    case
        when line.primary_value = line.cifvalue and line.primary_value is distinct from line.fobvalue then 'cif'
        when line.primary_value = line.fobvalue and line.primary_value is distinct from line.cifvalue then 'fob'
        when line.primary_value = line.cifvalue and line.flow_code in ('M', 'RM', 'FM', 'MIP', 'MOP') then 'cif'
        when line.primary_value = line.fobvalue then 'fob'
    end as valuation,
    line.row_number
from published_line as line
cross join unit
join ref.comtrade_partner as reporter on line.reporter_code = reporter.code
join ref.comtrade_partner as partner on line.partner_code = partner.code
join ref.partner as partner_name on partner.partner_code = partner_name.partner_code
left join yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
