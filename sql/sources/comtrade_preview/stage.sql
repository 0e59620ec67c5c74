-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        ref.comtrade_first_day(line.refYear, line.refMonth) as period_start,
        ref.comtrade_last_day(line.refYear, line.refMonth) as period_end
    from stage.comtrade_preview as line
),

-- Codes that stand in the file although codes above them do.
finer as (
    select distinct substr(cmdCode, 1, 2) as chapter
    from stage.comtrade_preview
    where length(cmdCode) > 2 and cmdCode <> 'TOTAL'
)

select
    reporter.partner_code as reporter_code,
    line.period_start,
    line.period_end,
    ref.month_period_kind(line.period_start, line.period_end) as period_kind,
    null::varchar as region_code,
    partner.partner_code,
    ref.comtrade_flow(line.flowCode) as flow,
    null::varchar as regime_code,
    line.cmdCode as commodity_code,
    (case when line.cmdCode = 'TOTAL' then 0 else length(line.cmdCode) end)::integer as commodity_level,
    line.classificationCode as hs_revision,
    ref.comtrade_scope(
        line.scope,
        line.flowCode,
        line.customsCode,
        line.motCode,
        line.partner2Code,
        line.isOriginalClassification,
        line.classificationCode
    ) as scope,
    -- A chapter has finer codes in the classification: in a file that asked for chapters alone it is the sum of no other line.
    line.cmdCode = 'TOTAL'
    or (
        line.isLeaf = 'false'
        and (line.scope = 'all' or length(line.cmdCode) > 2 or line.cmdCode in (select finer.chapter from finer))
    )
    or partner_name.kind = 'group' as is_total,
    false as is_masked,
    partner.partner_code = reporter.partner_code as is_reimport,
    line.is_truncated,
    -- Where there is no unit the publisher prints 0 or nothing.
    case when line.qtyUnitCode <> '-1' then round(line.qty, 3)::decimal(18, 3) end as quantity,
    ref.comtrade_unit(line.qtyUnitCode) as quantity_unit,
    case when line.altQtyUnitCode <> '-1' then round(line.altQty, 3)::decimal(18, 3) end as quantity2,
    ref.comtrade_unit(line.altQtyUnitCode) as quantity2_unit,
    round(line.primaryValue, 3)::decimal(18, 3) as value,
    'usd' as currency,
    round(line.primaryValue, 3)::decimal(18, 3) as value_usd,
    round(line.primaryValue * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    ref.comtrade_valuation(line.flowCode, line.primaryValue, line.cifvalue, line.fobvalue) as valuation,
    line.row_number
from published_line as line
join ref.comtrade_partner as reporter on line.reporterCode = reporter.code
join ref.comtrade_partner as partner on line.partnerCode = partner.code
join ref.partner as partner_name on partner.partner_code = partner_name.partner_code
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
