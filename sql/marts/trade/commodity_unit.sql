-- grain: one row per source, reporter, commodity code and year
with
trade_flow as (
    select * from core.trade_flow
),

seen as (
    select
        source_id,
        reporter_code,
        commodity_code,
        period_end,
        quantity_unit,
        quantity2_unit,
        count(*) as lines
    from trade_flow
    group by source_id, reporter_code, commodity_code, period_end, quantity_unit, quantity2_unit
),

of_a_year as (
    select
        source_id,
        reporter_code,
        commodity_code,
        extract(year from period_end)::integer as year,
        min(quantity_unit) as first_unit,
        max(quantity_unit) as last_unit,
        string_agg(distinct quantity_unit, ', ' order by quantity_unit) as units,
        min(quantity2_unit) as first_unit2,
        max(quantity2_unit) as last_unit2,
        string_agg(distinct quantity2_unit, ', ' order by quantity2_unit) as units2,
        sum(lines)::bigint as lines
    from seen
    group by source_id, reporter_code, commodity_code, extract(year from period_end)
)

select
    of_a_year.commodity_code,
    of_a_year.year,
    case when of_a_year.first_unit = of_a_year.last_unit then of_a_year.first_unit end as quantity_unit,
    case when of_a_year.first_unit <> of_a_year.last_unit then of_a_year.units end as rival_units,
    case when of_a_year.first_unit2 = of_a_year.last_unit2 then of_a_year.first_unit2 end as quantity2_unit,
    case when of_a_year.first_unit2 <> of_a_year.last_unit2 then of_a_year.units2 end as rival_units2,
    of_a_year.lines,
    of_a_year.source_id,
    of_a_year.reporter_code
from of_a_year
