-- grain: one row per accepted record
with
is_split as (
    select count(*) > 0 as is_split
    from stage.comext_products as line
    where line.PARTNER_ISO in ('XI', 'XU')
),

published_line as (
    select
        line.*,
        substr(line.PERIOD, 5, 2) = '52' as is_year,
        line.PRODUCT_NC <> 'TOTAL' and regexp_matches(line.PRODUCT_NC, '[A-Z]') as is_code_masked,
        make_date(
            substr(line.PERIOD, 1, 4)::bigint,
            case when substr(line.PERIOD, 5, 2) = '52' then 1 else substr(line.PERIOD, 5, 2)::bigint end,
            1
        ) as period_start
    from stage.comext_products as line
),

dated_line as (
    select
        line.*,
        case
            when line.is_year then make_date(extract(year from line.period_start), 12, 31)
            else last_day(line.period_start)
        end as period_end
    from published_line as line
),

dollars_for_a_euro as (
    select
        rate.period_start,
        rate.period_end,
        rate.usd_per_unit
    from ref.usd_rate as rate
    where rate.currency = 'eur'
)

select
    reporter.partner_code as reporter_code,
    line.period_start,
    line.period_end,
    case when line.is_year then 'year' else 'month' end as period_kind,
    null::varchar as region_code,
    partner.partner_code,
    case when line.FLOW = '1' then 'import' else 'export' end as flow,
    line.STAT_PROCEDURE as regime_code,
    line.PRODUCT_NC as commodity_code,
    (case when line.PRODUCT_NC = 'TOTAL' then 0 else length(line.PRODUCT_NC) end)::integer as commodity_level,
    -- The first six digits of a code of the Combined Nomenclature are of the Harmonized System, which it follows every year.
    case when not line.is_code_masked then ref.hs_revision_in_force(line.period_start) end as hs_revision,
    line.scope
    || case
        when line.PARTNER_ISO = 'GB' and is_split.is_split then ', partner GB, the sum of XI and XU'
        when partner_name.kind = 'group' and line.PARTNER_ISO <> 'WORLD' then ', partner ' || line.PARTNER_ISO
        else ''
    end as scope,
    length(line.PRODUCT_NC) < 8
    or partner_name.kind = 'group'
    or (line.PARTNER_ISO = 'GB' and is_split.is_split) as is_total,
    line.is_code_masked or partner.partner_code like 'CONFIDENTIAL%' as is_masked,
    partner.partner_code = reporter.partner_code as is_reimport,
    line.is_truncated,
    line.QUANTITY_KG as quantity,
    case when line.QUANTITY_KG is not null then 'kg' end as quantity_unit,
    -- The publisher prints 0 where there is no second unit.
    case when line.SUPPL_UNIT is not null then line.QUANTITY_SUPPL_UNIT end as quantity2,
    line.SUPPL_UNIT as quantity2_unit,
    line.VALUE_EUR as value,
    'eur' as currency,
    round(line.VALUE_EUR * dollars_for_a_euro.usd_per_unit, 3)::decimal(18, 3) as value_usd,
    round(line.VALUE_EUR * dollars_for_a_euro.usd_per_unit * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    -- The statistical value at the border of the member: imports with cost, insurance and freight, exports free on board.
    case when line.FLOW = '1' then 'cif' else 'fob' end as valuation,
    line.row_number
from dated_line as line
cross join is_split
join ref.comext_partner as reporter on line.REPORTER = reporter.code
join ref.comext_partner as partner on line.PARTNER_ISO = partner.code
join ref.partner as partner_name on partner.partner_code = partner_name.partner_code
left join dollars_for_a_euro
    on line.period_start = dollars_for_a_euro.period_start and line.period_end = dollars_for_a_euro.period_end
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
