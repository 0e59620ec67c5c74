-- grain: one row per source, reporter, region or none, flow, scope, currency and period, published or derived
with
cell as (
    select
        told.*,
        told.partner_code = 'WORLD' as is_world
    from mart.trade_coarsest_cell as told
    left join ref.partner as partner on partner.partner_code = told.partner_code
    where told.partner_code = 'WORLD' or coalesce(partner.kind, 'country') <> 'group'
),

-- The whole world where it is told as coarsely as partners are, since it also holds what is told of no partner.
coarsest as (
    select
        *,
        min(commodity_level) over (
            partition by
                source_id, reporter_code, region_code, flow, scope, currency, period_start, period_end, period_kind, is_world
        ) as level_of_side
    from cell
),

sided as (
    select
        *,
        rank() over (
            partition by
                source_id, reporter_code, region_code, flow, scope, currency, period_start, period_end, period_kind
            order by level_of_side, is_world desc
        ) as side
    from coarsest
),

part as (
    select
        source_id,
        reporter_code,
        region_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        period_kind,
        commodity_level,
        count(*) as cells,
        count(value) as valued_cells,
        count(value_usd) as usd_cells,
        count(value_cny) as cny_cells,
        sum(value) as value,
        sum(value_usd) as value_usd,
        sum(value_cny) as value_cny,
        sum(lines) as lines,
        sum(masked_lines) as masked_lines,
        max(case when is_at_least then 1 else 0 end) as at_least
    from sided
    where side = 1
    group by
        source_id,
        reporter_code,
        region_code,
        flow,
        scope,
        currency,
        period_start,
        period_end,
        period_kind,
        commodity_level
),

period_part as (
    select * from mart.trade_period_part
    where breakdown = 'total'
),

total as (
    select
        part.source_id,
        part.reporter_code,
        part.region_code,
        part.flow,
        part.scope,
        part.currency,
        period_part.period_start,
        period_part.period_end,
        period_part.period_kind,
        period_part.period,
        period_part.year,
        period_part.earlier_start,
        period_part.earlier_end,
        period_part.basis,
        case when min(part.commodity_level) = max(part.commodity_level) then min(part.commodity_level) end as commodity_level,
        sum(part.value) as value,
        case when sum(part.usd_cells) = sum(part.valued_cells) then sum(part.value_usd) end as value_usd,
        case when sum(part.cny_cells) = sum(part.valued_cells) then sum(part.value_cny) end as value_cny,
        sum(part.lines) as lines,
        sum(part.masked_lines) as masked_lines,
        max(part.at_least) as at_least
    from part
    join period_part
        on
            period_part.source_id = part.source_id
            and period_part.reporter_code = part.reporter_code
            and period_part.flow = part.flow
            and period_part.scope = part.scope
            and period_part.currency = part.currency
            and period_part.is_by_region = (part.region_code is not null)
            and period_part.part_start = part.period_start
            and period_part.part_end = part.period_end
            and period_part.part_kind = part.period_kind
    group by
        part.source_id,
        part.reporter_code,
        part.region_code,
        part.flow,
        part.scope,
        part.currency,
        period_part.period_start,
        period_part.period_end,
        period_part.period_kind,
        period_part.period,
        period_part.year,
        period_part.earlier_start,
        period_part.earlier_end,
        period_part.basis
)

select
    total.source_id,
    total.reporter_code,
    total.region_code,
    total.flow,
    total.scope,
    total.currency,
    total.period_start,
    total.period_end,
    total.period_kind,
    total.period,
    total.year,
    total.earlier_start,
    total.earlier_end,
    total.basis,
    total.commodity_level,
    cast(total.value as decimal(24, 3)) as value,
    cast(total.value_usd as decimal(24, 3)) as value_usd,
    cast(total.value_cny as decimal(24, 3)) as value_cny,
    cast(total.lines as bigint) as lines,
    cast(total.masked_lines as bigint) as masked_lines,
    case when total.at_least = 1 then 'at_least' else 'exact' end as bound
from total
