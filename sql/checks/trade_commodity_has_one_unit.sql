-- A commodity code has one first and one second unit of quantity per source, reporter and year.
with
unit as (
    select
        source_id,
        reporter_code,
        commodity_code,
        extract(year from period_end) as year,
        min(quantity_unit) as one_unit,
        max(quantity_unit) as other_unit,
        min(quantity2_unit) as one_second_unit,
        max(quantity2_unit) as other_second_unit
    from core.trade_flow
    group by source_id, reporter_code, commodity_code, extract(year from period_end)
)

select *
from unit
where unit.one_unit <> unit.other_unit or unit.one_second_unit <> unit.other_second_unit
