-- grain: one row per accepted record
with
partner_name as (
    select
        code.code as name,
        code.partner_code
    from ref.partner_code as code
    where code.code_list = 'comtrade_name'
),

published_line as (
    select
        line.*,
        last_day(line.period_dt) as period_end
    from stage.comtrade_critical_minerals as line
)

select
    'CHN' as reporter_code,
    line.period_dt as period_start,
    line.period_end,
    ref.month_period_kind(line.period_dt, line.period_end) as period_kind,
    null::varchar as region_code,
    partner_name.partner_code,
    'export' as flow,
    null::varchar as regime_code,
    line.hs6 as commodity_code,
    6 as commodity_level,
    ref.hs_revision_in_force(line.period_dt) as hs_revision,
    line.scope,
    false as is_total,
    false as is_masked,
    partner_name.partner_code = 'CHN' as is_reimport,
    line.is_truncated,
    nullif(line.qty, 0) as quantity,
    case when line.qty > 0 then 'kg' end as quantity_unit,
    null::decimal(18, 3) as quantity2,
    null::varchar as quantity2_unit,
    line.val as value,
    'usd' as currency,
    line.val as value_usd,
    round(line.val * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    'fob' as valuation,
    line.row_number
from published_line as line
left join partner_name on line.partner_name = partner_name.name
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_dt = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
