-- grain: one row per currency and month or year
with
quote as (
    select
        *,
        "Exchange rate" as rate
    from stage.federal_reserve_exchange_rates
),

-- What the publisher calls a currency. That of Venezuela follows below.
currency as (
    select
        split_part(pair, '=', 1) as country,
        split_part(pair, '=', 2) as currency
    from (
        select unnest([
            'Australia=aud', 'Austria=ats', 'Belgium=bef', 'Brazil=brl', 'Canada=cad', 'China=cny', 'Denmark=dkk', 'Euro=eur',
            'Finland=fim', 'France=frf', 'Germany=dem', 'Greece=grd', 'Hong Kong=hkd', 'India=inr', 'Ireland=iep', 'Italy=itl',
            'Japan=jpy', 'Malaysia=myr', 'Mexico=mxn', 'Netherlands=nlg', 'New Zealand=nzd', 'Norway=nok', 'Portugal=pte',
            'Singapore=sgd', 'South Africa=zar', 'South Korea=krw', 'Spain=esp', 'Sri Lanka=lkr', 'Sweden=sek',
            'Switzerland=chf', 'Taiwan=twd', 'Thailand=thb', 'United Kingdom=gbp', 'Venezuela=vef'
        ]) as pair
    )
)

select
    'usd' as base_currency,
    -- Venezuela took zeros off its money in August 2018 and in October 2021, and the publisher changed over in mid-month and
    -- from November: means over both are rates of no currency.
    case
        when quote."Country" <> 'Venezuela' or quote."Date" < date '2018-01-01' then currency.currency
        when quote.average = 'annual' and extract(year from quote."Date") in (2018, 2021) then 'xxx'
        when quote.average = 'monthly' and quote."Date" < date '2018-08-01' then 'vef'
        when quote.average = 'monthly' and quote."Date" = date '2018-08-01' then 'xxx'
        when quote."Date" < date '2021-11-01' then 'ves'
        else 'ved'
    end as quote_currency,
    quote."Date" as period_start,
    case quote.average
        when 'annual' then cast(quote."Date" + interval 1 year - interval 1 day as date)
        else last_day(quote."Date")
    end as period_end,
    case quote.average when 'annual' then 'year' else 'month' end as period_kind,
    quote.rate,
    quote."Country" as quoted_as,
    quote.row_number
from quote
join currency on currency.country = quote."Country"
