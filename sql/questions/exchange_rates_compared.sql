-- Do the exchange rates that publishers quote now agree with those that marts convert with?
with
quote as (
    select * from core.exchange_rate_quote
),

reference as (
    select * from ref.exchange_rate
),

-- The reference has dollars for a euro, turned round and rounded to six decimals. Publishers quote euros for a dollar.
compared as (
    select
        quote.source_id,
        quote.quote_currency as currency,
        quote.period_kind,
        quote.period_start,
        quote.rate,
        case
            when reference.base_currency = 'usd' then reference.rate::double
            else 1 / reference.rate::double
        end as reference_rate
    from quote
    join reference
        on
            reference.period_kind = quote.period_kind
            and reference.period_start = quote.period_start
            and (
                (reference.base_currency = 'usd' and reference.quote_currency = quote.quote_currency)
                or (reference.quote_currency = 'usd' and reference.base_currency = quote.quote_currency)
            )
    where quote.base_currency = 'usd'
)

select
    source_id,
    currency,
    period_kind,
    period_start,
    rate,
    cast(reference_rate as decimal(18, 6)) as reference_rate,
    case when abs(rate::double - reference_rate) < 0.0001 then 'agrees' else 'differs' end as verdict
from compared
order by source_id, currency, period_kind, period_start
