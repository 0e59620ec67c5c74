-- The first six digits of every customs line are a code of the revision of the Harmonized System that the line says.
with
code as (
    select
        source_id,
        hs_revision,
        commodity_code,
        currency,
        min(period_start) as first_day,
        max(period_end) as last_day,
        count(*) as lines,
        sum(case when not is_total then value end) as value,
        sum(case when is_total then value end) as value_of_totals
    from core.trade_flow
    -- Of a masked code too little is known, while that of a masked partner is whole.
    where
        hs_revision in (select hs_revision from ref.hs_revision)
        and commodity_level > 0
        and not (is_masked and regexp_matches(commodity_code, '[^0-9]'))
    group by source_id, hs_revision, commodity_code, currency
)

select code.*
from code
left join ref.commodity as commodity
    on commodity.commodity_code = left(code.commodity_code, 6) and commodity.hs_revision = code.hs_revision
-- The last two chapters are left to the countries: what they put there is in no revision.
where commodity.commodity_code is null and left(code.commodity_code, 2) not in ('98', '99')
