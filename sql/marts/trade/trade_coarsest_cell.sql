-- grain: one row per source, reporter, region or none, partner, flow, scope, currency, period and whether codes are finer
with
cell as (
    select
        *,
        min(commodity_level) over (
            partition by
                source_id,
                reporter_code,
                region_code,
                partner_code,
                flow,
                scope,
                currency,
                period_start,
                period_end,
                period_kind
        ) as coarsest_level
    from mart.trade_cell
),

told as (
    select
        source_id,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        period_kind,
        commodity_level,
        false as is_finer,
        value,
        value_usd,
        value_cny,
        lines,
        masked_lines,
        is_at_least
    from cell
    where commodity_level = coarsest_level
    union all
    select
        source_id,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        period_kind,
        commodity_level,
        true as is_finer,
        value,
        value_usd,
        value_cny,
        lines,
        masked_lines,
        is_at_least
    from mart.trade_fine_cell
)

select
    told.source_id,
    told.reporter_code,
    told.region_code,
    told.partner_code,
    told.flow,
    told.scope,
    told.currency,
    told.period_start,
    told.period_end,
    told.period_kind,
    told.commodity_level,
    told.is_finer,
    told.value,
    told.value_usd,
    told.value_cny,
    told.lines,
    told.masked_lines,
    told.is_at_least
from told
