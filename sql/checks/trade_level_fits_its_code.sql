-- The level of a customs line is 0 for TOTAL alone, and the length of its code where this is of a revision and not masked.
with
code as (
    select
        source_id,
        commodity_code,
        commodity_level,
        hs_revision,
        is_masked,
        count(*) as lines
    from core.trade_flow
    group by source_id, commodity_code, commodity_level, hs_revision, is_masked
)

select *
from code
where
    (code.commodity_code = 'TOTAL') <> (code.commodity_level = 0)
    or (
        code.commodity_code <> 'TOTAL'
        and code.hs_revision is not null
        and not code.is_masked
        and code.commodity_level <> length(code.commodity_code)
    )
