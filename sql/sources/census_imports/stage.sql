-- grain: one row per accepted record
with
census_partner as (
    select
        code.code,
        code.partner_code,
        partner.kind
    from ref.partner_code as code
    join ref.partner as partner on code.partner_code = partner.partner_code
    where code.code_list = 'census'
),

published_line as (
    select
        line.*,
        (line.time || '-01')::date as period_start,
        last_day((line.time || '-01')::date) as period_end,
        (case when line.I_COMMODITY = '-' then 0 else length(line.I_COMMODITY) end)::integer as commodity_level
    from stage.census_imports as line
)

select
    'USA' as reporter_code,
    line.period_start,
    line.period_end,
    'month' as period_kind,
    null::varchar as region_code,
    partner.partner_code,
    'import' as flow,
    null::varchar as regime_code,
    case when line.I_COMMODITY = '-' then 'TOTAL' else line.I_COMMODITY end as commodity_code,
    line.commodity_level,
    ref.hs_revision_in_force(line.period_start) as hs_revision,
    line.scope || case when line.commodity_level = 0 then '' else ', HS' || line.commodity_level::varchar end as scope,
    line.commodity_level = 0 or partner.kind = 'group' as is_total,
    false as is_masked,
    partner.partner_code = 'USA' as is_reimport,
    line.is_truncated,
    case when line.UNIT_QY1 is not null then line.GEN_QY1_MO end as quantity,
    line.UNIT_QY1 as quantity_unit,
    case when line.UNIT_QY2 is not null then line.GEN_QY2_MO end as quantity2,
    line.UNIT_QY2 as quantity2_unit,
    line.GEN_VAL_MO as value,
    'usd' as currency,
    line.GEN_VAL_MO as value_usd,
    round(line.GEN_VAL_MO * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    null::varchar as valuation,
    line.row_number
from published_line as line
left join census_partner as partner on line.CTY_CODE = partner.code
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
