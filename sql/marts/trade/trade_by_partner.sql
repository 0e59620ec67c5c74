-- grain: one row per source, reporter, region or none, partner, flow, scope, currency and period
with
partner as (
    select * from ref.partner
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

cell as (
    select
        told.*,
        case
            when told.partner_code = 'WORLD' then 'world'
            when partner.kind = 'group' then 'group'
            else 'partner'
        end as partner_class
    from mart.trade_coarsest_cell as told
    left join partner on partner.partner_code = told.partner_code
),

period_part as (
    select * from mart.trade_period_part
),

amount as (
    select
        cell.source_id,
        cell.reporter_code,
        cell.region_code,
        cell.partner_code,
        cell.partner_class,
        cell.flow,
        cell.scope,
        cell.currency,
        period_part.period_start,
        period_part.period_end,
        period_part.period_kind,
        period_part.period,
        period_part.year,
        period_part.earlier_start,
        period_part.earlier_end,
        period_part.basis,
        case
            when min(cell.commodity_level) = max(cell.commodity_level) then min(cell.commodity_level)
        end as commodity_level,
        cast(sum(cell.value) as decimal(24, 3)) as value,
        case
            when count(cell.value_usd) = count(cell.value) then cast(sum(cell.value_usd) as decimal(24, 3))
        end as value_usd,
        case
            when count(cell.value_cny) = count(cell.value) then cast(sum(cell.value_cny) as decimal(24, 3))
        end as value_cny,
        cast(sum(cell.lines) as bigint) as lines,
        cast(sum(cell.masked_lines) as bigint) as masked_lines,
        case when max(case when cell.is_at_least then 1 else 0 end) = 1 then 'at_least' else 'exact' end as bound
    from cell
    join period_part
        on
            period_part.source_id = cell.source_id
            and period_part.reporter_code = cell.reporter_code
            and period_part.flow = cell.flow
            and period_part.scope = cell.scope
            and period_part.currency = cell.currency
            and period_part.is_by_region = (cell.region_code is not null)
            and period_part.breakdown = cell.partner_class
            and period_part.part_start = cell.period_start
            and period_part.part_end = cell.period_end
            and period_part.part_kind = cell.period_kind
    group by
        cell.source_id,
        cell.reporter_code,
        cell.region_code,
        cell.partner_code,
        cell.partner_class,
        cell.flow,
        cell.scope,
        cell.currency,
        period_part.period_start,
        period_part.period_end,
        period_part.period_kind,
        period_part.period,
        period_part.year,
        period_part.earlier_start,
        period_part.earlier_end,
        period_part.basis
),

-- Groups and the world hold single partners: these alone are ranked.
placed as (
    select
        *,
        row_number() over (
            partition by
                source_id,
                reporter_code,
                region_code,
                flow,
                scope,
                currency,
                period_start,
                period_end,
                period_kind,
                case when partner_class = 'partner' then 'partner' else 'other' end
            order by value desc nulls last, partner_code
        ) as place
    from amount
),

total as (
    select * from mart.trade_total
),

compared as (
    select
        now.*,
        total.value as total_value,
        total.bound as total_bound,
        earlier.value as earlier_value,
        earlier.period as earlier_period,
        earlier.basis as earlier_basis,
        earlier.period_kind as earlier_kind,
        case
            when now.earlier_start is null then 'Periods of several years overlap.'
            when earlier.source_id is null then 'There is no like sum one year earlier.'
            when now.bound <> 'exact' or earlier.bound <> 'exact' then 'One of the two sums is only a lower bound.'
            when now.commodity_level is distinct from earlier.commodity_level
                then 'The two sums are of different levels of commodities.'
            when coalesce(earlier.value, 0) <= 0 then 'The sum one year earlier is 0.'
        end as obstacle
    from placed as now
    left join amount as earlier
        on
            earlier.source_id = now.source_id
            and earlier.reporter_code = now.reporter_code
            and earlier.region_code is not distinct from now.region_code
            and earlier.partner_code = now.partner_code
            and earlier.flow = now.flow
            and earlier.scope = now.scope
            and earlier.currency = now.currency
            and earlier.period_kind = now.period_kind
            and earlier.period_start = now.earlier_start
            and earlier.period_end = now.earlier_end
    left join total
        on
            total.source_id = now.source_id
            and total.reporter_code = now.reporter_code
            and total.region_code is not distinct from now.region_code
            and total.flow = now.flow
            and total.scope = now.scope
            and total.currency = now.currency
            and total.period_kind = now.period_kind
            and total.period_start = now.period_start
            and total.period_end = now.period_end
)

select
    coalesce(reporter.name, compared.reporter_code) as reporter,
    coalesce(region_name.name, compared.region_code) as region,
    coalesce(partner.name, compared.partner_code) as partner,
    partner.kind as partner_kind,
    compared.period,
    compared.year,
    compared.flow,
    compared.value,
    compared.currency,
    compared.bound,
    compared.value_usd,
    compared.value_cny,
    case
        when compared.obstacle is null
            then
                cast(
                    ref.growth_pct(
                        compared.value,
                        concat_ws(' / ', compared.currency, compared.period_kind),
                        compared.earlier_value,
                        concat_ws(' / ', compared.currency, compared.earlier_kind)
                    ) as decimal(24, 6)
                )
    end as growth_pct,
    coalesce(
        compared.obstacle,
        concat(
            'Against ',
            compared.earlier_period,
            case when compared.earlier_basis <> 'published' then ' (' || compared.earlier_basis || ')' end,
            '.'
        )
    ) as growth_basis,
    case
        when compared.bound = 'exact' and compared.total_bound = 'exact'
            then cast(ref.quotient(100 * compared.value, compared.total_value) as decimal(24, 6))
    end as share_of_total_pct,
    case when compared.partner_class = 'partner' then compared.place end as rank,
    compared.basis,
    compared.lines,
    compared.masked_lines,
    compared.commodity_level,
    compared.source_id,
    compared.reporter_code,
    compared.region_code,
    compared.partner_code,
    compared.scope,
    compared.period_start,
    compared.period_end,
    compared.period_kind
from compared
left join partner as reporter on reporter.partner_code = compared.reporter_code
left join partner on partner.partner_code = compared.partner_code
left join region_name on region_name.region_code = compared.region_code
