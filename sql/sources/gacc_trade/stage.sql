-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        coalesce(line.数据年月, line.first_month) as period_start,
        last_day(coalesce(line.数据年月, line.last_month)) as period_end,
        coalesce(line.人民币, line.美元) as value
    from stage.gacc_trade as line
)

select
    'CHN' as reporter_code,
    line.period_start,
    line.period_end,
    ref.month_period_kind(line.period_start, line.period_end) as period_kind,
    province.region_code,
    coalesce(partner.partner_code, 'WORLD') as partner_code,
    line.flow,
    line.贸易方式编码 as regime_code,
    coalesce(line.商品编码, 'TOTAL') as commodity_code,
    coalesce(length(line.商品编码), 0)::integer as commodity_level,
    -- Months of two revisions are summed under codes that may mean two things.
    case
        when ref.hs_revision_in_force(line.period_start) = ref.hs_revision_in_force(line.period_end)
            then ref.hs_revision_in_force(line.period_end)
    end as hs_revision,
    line.scope,
    false as is_total,
    false as is_masked,
    coalesce(partner.partner_code = 'CHN', false) as is_reimport,
    line.is_truncated,
    line.第一数量 as quantity,
    unit.quantity_unit,
    -- The publisher prints 0 where there is no second unit. Another number without a unit is a quantity whose unit is not told.
    case when line.第二计量单位 is not null or line.第二数量 <> 0 then line.第二数量 end as quantity2,
    second_unit.quantity_unit as quantity2_unit,
    line.value,
    line.currency,
    case
        when line.currency = 'usd' then line.value
        else round(line.value / yuan_for_a_dollar.rate::double, 3)::decimal(18, 3)
    end as value_usd,
    case
        when line.currency = 'cny' then line.value
        else round(line.value * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3)
    end as value_cny,
    -- China Customs values exports free on board and imports with cost, insurance and freight.
    case when line.flow = 'export' then 'fob' else 'cif' end as valuation,
    line.row_number
from published_line as line
left join ref.customs_province as province on line.注册地编码 = province.code
left join ref.gacc_partner as partner on line.贸易伙伴编码 = partner.code
left join ref.gacc_unit as unit on line.第一计量单位 = unit.word
left join ref.gacc_unit as second_unit on line.第二计量单位 = second_unit.word
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
