-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        ref.comtrade_first_day(line.ref_year, line.ref_month) as period_start,
        ref.comtrade_last_day(line.ref_year, line.ref_month) as period_end
    from stage.comtrade_comtradr as line
)

select
    reporter.partner_code as reporter_code,
    line.period_start,
    line.period_end,
    ref.month_period_kind(line.period_start, line.period_end) as period_kind,
    null::varchar as region_code,
    partner.partner_code,
    ref.comtrade_flow(line.flow_code) as flow,
    null::varchar as regime_code,
    line.cmd_code as commodity_code,
    (case when line.cmd_code = 'TOTAL' then 0 else length(line.cmd_code) end)::integer as commodity_level,
    line.classification_code as hs_revision,
    ref.comtrade_scope(
        line.scope,
        line.flow_code,
        line.customs_code,
        line.mot_code,
        line.partner2code,
        line.is_original_classification,
        line.classification_code
    ) as scope,
    -- The Harmonized System ends with six digits, and bulk files do not tell levels.
    line.cmd_code = 'TOTAL'
    or coalesce(lower(line.is_leaf) = 'false', length(line.cmd_code) < 6)
    or partner_name.kind = 'group' as is_total,
    false as is_masked,
    partner.partner_code = reporter.partner_code as is_reimport,
    line.is_truncated,
    -- Where there is no unit the publisher prints 0 or nothing.
    case when line.qty_unit_code <> '-1' then round(line.qty, 3)::decimal(18, 3) end as quantity,
    ref.comtrade_unit(line.qty_unit_code) as quantity_unit,
    case when line.alt_qty_unit_code <> '-1' then round(line.alt_qty, 3)::decimal(18, 3) end as quantity2,
    ref.comtrade_unit(line.alt_qty_unit_code) as quantity2_unit,
    round(line.primary_value, 3)::decimal(18, 3) as value,
    'usd' as currency,
    round(line.primary_value, 3)::decimal(18, 3) as value_usd,
    round(line.primary_value * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    ref.comtrade_valuation(line.flow_code, line.primary_value, line.cifvalue, line.fobvalue) as valuation,
    line.row_number
from published_line as line
join ref.comtrade_partner as reporter on line.reporter_code = reporter.code
join ref.comtrade_partner as partner on line.partner_code = partner.code
join ref.partner as partner_name on partner.partner_code = partner_name.partner_code
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
