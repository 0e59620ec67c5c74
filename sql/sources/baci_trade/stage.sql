-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        make_date(line.t::bigint, 1, 1) as period_start,
        make_date(line.t::bigint, 12, 31) as period_end,
        round(line.v * 1000, 3)::decimal(18, 3) as value
    from stage.baci_trade as line
),

baci_partner as (
    select
        code.code,
        code.partner_code
    from ref.partner_code as code
    where code.code_list = 'baci'
)

select
    exporter.partner_code as reporter_code,
    line.period_start,
    line.period_end,
    'year' as period_kind,
    null::varchar as region_code,
    importer.partner_code,
    'export' as flow,
    null::varchar as regime_code,
    line.k as commodity_code,
    6 as commodity_level,
    line.hs_revision,
    line.scope,
    false as is_total,
    false as is_masked,
    importer.partner_code = exporter.partner_code as is_reimport,
    line.is_truncated,
    round(line.q, 3)::decimal(18, 3) as quantity,
    case when line.q is not null then '1000 KG' end as quantity_unit,
    null::decimal(18, 3) as quantity2,
    null::varchar as quantity2_unit,
    line.value,
    'usd' as currency,
    line.value as value_usd,
    round(line.value * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    'fob' as valuation,
    line.row_number
from published_line as line
join baci_partner as exporter on line.i = exporter.code
join baci_partner as importer on line.j = importer.code
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
