-- grain: one row per year
with
quote as (
    select * from stage.worldbank_exchange_rate
)

select
    'usd' as base_currency,
    'cny' as quote_currency,
    cast("date" || '-01-01' as date) as period_start,
    cast("date" || '-12-31' as date) as period_end,
    'year' as period_kind,
    value as rate,
    countryiso3code as quoted_as,
    row_number
from quote
