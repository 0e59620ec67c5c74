-- Exchange rates are of known currencies, fill their period, and never overlap within a pair and kind of period.
select
    rate.base_currency,
    rate.quote_currency,
    rate.period_kind,
    rate.period_start,
    rate.period_end
from ref.exchange_rate as rate
where
    rate.base_currency not in (select unit.unit from ref.unit as unit)
    or rate.quote_currency not in (select unit.unit from ref.unit as unit)
    or ref.month_period_kind(rate.period_start, rate.period_end) is distinct from rate.period_kind
    or exists (
        select 1
        from ref.exchange_rate as other
        where
            other.base_currency = rate.base_currency
            and other.quote_currency = rate.quote_currency
            and other.period_kind = rate.period_kind
            and other.period_start > rate.period_start
            and other.period_start <= rate.period_end
    )
