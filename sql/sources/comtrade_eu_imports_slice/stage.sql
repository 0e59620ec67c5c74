-- grain: one row per accepted record
with
published_line as (
    select
        line.*,
        make_date(line.ref_year::bigint, 1, 1) as period_start,
        make_date(line.ref_year::bigint, 12, 31) as period_end
    from stage.comtrade_eu_imports_slice as line
),

-- The codes that have a finer one in the same slice.
divided as (
    select distinct
        line.reporter_iso,
        line.partner_iso,
        line.ref_year,
        substr(line.cmd_code, 1, digits.digits) as cmd_code
    from published_line as line
    cross join (values (2), (4)) as digits (digits)
    where length(line.cmd_code) > digits.digits
)

select
    line.reporter_iso as reporter_code,
    line.period_start,
    line.period_end,
    'year' as period_kind,
    null::varchar as region_code,
    line.partner_iso as partner_code,
    'import' as flow,
    null::varchar as regime_code,
    line.cmd_code as commodity_code,
    length(line.cmd_code)::integer as commodity_level,
    ref.hs_revision_in_force(line.period_start) as hs_revision,
    line.scope,
    divided.cmd_code is not null as is_total,
    false as is_masked,
    line.partner_iso = line.reporter_iso as is_reimport,
    line.is_truncated,
    null::decimal(18, 3) as quantity,
    null::varchar as quantity_unit,
    null::decimal(18, 3) as quantity2,
    null::varchar as quantity2_unit,
    round(line.primary_value, 3)::decimal(18, 3) as value,
    'usd' as currency,
    round(line.primary_value, 3)::decimal(18, 3) as value_usd,
    round(line.primary_value * yuan_for_a_dollar.rate::double, 3)::decimal(18, 3) as value_cny,
    'cif' as valuation,
    line.row_number
from published_line as line
left join divided
    on
        line.reporter_iso = divided.reporter_iso
        and line.partner_iso = divided.partner_iso
        and line.ref_year = divided.ref_year
        and line.cmd_code = divided.cmd_code
left join ref.yuan_for_a_dollar as yuan_for_a_dollar
    on line.period_start = yuan_for_a_dollar.period_start and line.period_end = yuan_for_a_dollar.period_end
