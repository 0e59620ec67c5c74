-- grain: one row per source, reporter, region, partner, flow, scope, period, currency and level of commodities
with
-- The only pass over all columns of the lines: no join and no window, since there may be fifty million of them.
summed as (
    select
        source_id,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        period_start,
        period_end,
        period_kind,
        currency,
        commodity_level,
        regime_code is null as is_all_regimes,
        count(*) as lines,
        count(case when is_masked then 1 end) as masked_lines,
        count(value) as valued_lines,
        count(value_usd) as usd_lines,
        count(value_cny) as cny_lines,
        sum(value) as value,
        sum(value_usd) as value_usd,
        sum(value_cny) as value_cny,
        max(case when is_truncated then 1 else 0 end) as truncated,
        max(case when is_total then 0 else 1 end) as parts
    from core.trade_flow
    group by
        source_id,
        reporter_code,
        region_code,
        partner_code,
        flow,
        scope,
        period_start,
        period_end,
        period_kind,
        currency,
        commodity_level,
        regime_code is null
),

-- A line without a regime is the sum over the regimes, when these are there too.
chosen as (
    select
        *,
        max(case when is_all_regimes then 1 else 0 end) over one_level = 1 as has_all_regimes,
        max(parts) over one_level = 1 as has_parts
    from summed
    window one_level as (
        partition by
            source_id,
            reporter_code,
            region_code,
            partner_code,
            flow,
            scope,
            period_start,
            period_end,
            period_kind,
            currency,
            commodity_level
    )
)

select
    chosen.source_id,
    chosen.reporter_code,
    chosen.region_code,
    chosen.partner_code,
    chosen.flow,
    chosen.scope,
    chosen.period_start,
    chosen.period_end,
    chosen.period_kind,
    chosen.currency,
    chosen.commodity_level,
    cast(chosen.value as decimal(24, 3)) as value,
    case when chosen.usd_lines = chosen.valued_lines then cast(chosen.value_usd as decimal(24, 3)) end as value_usd,
    case when chosen.cny_lines = chosen.valued_lines then cast(chosen.value_cny as decimal(24, 3)) end as value_cny,
    chosen.lines,
    chosen.masked_lines,
    chosen.truncated = 1 or chosen.valued_lines < chosen.lines as is_at_least,
    chosen.has_parts
from chosen
where chosen.is_all_regimes = chosen.has_all_regimes
