-- grain: one row per stated figure and way to compute it, per total and its parts, regions or lines, or per running and full year
with
figure as (
    select
        *,
        coalesce(counterpart_code, '') as partner,
        coalesce(definition_version, '') as definition,
        coalesce(value_high - value_low, 100000000000000000) as width
    from core.figure
),

population as (
    select * from ref.population
),

indicator as (
    select * from ref.indicator
),

-- A change, share or ratio with its base spelled out. A share of the same thing in the same place is a share of the
-- population's parent, or of all counterparts.
derived as (
    select
        figure.*,
        coalesce(figure.base_indicator, figure.indicator) as of_indicator,
        coalesce(figure.base_region_code, figure.region_code) as of_region,
        coalesce(figure.base_period_start, figure.period_start) as of_start,
        coalesce(figure.base_period_end, figure.period_end) as of_end,
        coalesce(figure.base_measure, figure.measure) as of_measure,
        figure.statistic = 'share_pct'
        and coalesce(figure.base_indicator, figure.indicator) = figure.indicator
        and coalesce(figure.base_region_code, figure.region_code) = figure.region_code
        and coalesce(figure.base_measure, figure.measure) = figure.measure as is_share_of_whole,
        population.parent
    from figure
    left join population on population.population = figure.population
    where figure.statistic <> 'level' and figure.base_indicator is not null
),

wanted as (
    select
        figure_id,
        'now' as side,
        indicator,
        population,
        region_code,
        partner,
        period_start,
        period_end,
        measure,
        definition,
        document_id
    from derived
    union all
    select
        figure_id,
        'base' as side,
        of_indicator as indicator,
        case when is_share_of_whole and partner = '' then coalesce(parent, population) else population end as population,
        of_region as region_code,
        case
            when is_share_of_whole or (statistic = 'share_pct' and of_indicator <> indicator) then ''
            else partner
        end as partner,
        of_start as period_start,
        of_end as period_end,
        of_measure as measure,
        definition,
        document_id
    from derived
),

-- The figure to compute with, for each unit: of the same document if it has one, otherwise the most precise.
candidate as (
    select
        wanted.figure_id,
        wanted.side,
        figure.statistic as way,
        figure.figure_id as member_id,
        figure.unit,
        figure.value,
        figure.value_low,
        figure.value_high,
        figure.as_stated,
        figure.document_id = wanted.document_id as is_same_document,
        row_number() over (
            partition by wanted.figure_id, wanted.side, figure.statistic, figure.unit
            order by
                case when figure.document_id = wanted.document_id then 0 else 1 end,
                figure.width,
                figure.figure_id
        ) as place
    from wanted
    join figure
        on
            figure.indicator = wanted.indicator
            and figure.population = wanted.population
            and figure.region_code = wanted.region_code
            and figure.partner = wanted.partner
            and figure.period_start = wanted.period_start
            and figure.period_end = wanted.period_end
            and figure.measure = wanted.measure
            and figure.definition = wanted.definition
            and figure.figure_id <> wanted.figure_id
    where figure.statistic in ('level', 'share_pct')
),

best as (
    select * from candidate
    where place = 1
),

-- Both sides in one unit where that is possible, and of the same document where that is.
member as (
    select
        best.*,
        row_number() over (
            partition by best.figure_id, best.side, best.way
            order by
                case when other.figure_id is not null then 0 else 1 end,
                case when best.is_same_document then 0 else 1 end,
                best.value_high - best.value_low asc nulls last,
                best.unit
        ) as unit_place
    from best
    left join best as other
        on
            other.figure_id = best.figure_id
            and other.side <> best.side
            and other.way = best.way
            and other.unit = best.unit
),

-- Every derived figure is computed from levels, a growth also from two shares, where both are stated.
way as (
    select
        figure_id,
        'level' as way
    from derived
    union all
    select
        now.figure_id,
        'share_pct' as way
    from member as now
    join member as base on base.figure_id = now.figure_id and base.unit_place = 1
    join derived on derived.figure_id = now.figure_id
    where
        now.side = 'now'
        and now.unit_place = 1
        and base.side = 'base'
        and now.way = 'share_pct'
        and base.way = 'share_pct'
        and derived.statistic = 'change_pct'
),

joined as (
    select
        derived.figure_id || ' from ' || case when way.way = 'level' then 'levels' else 'shares' end as identity_id,
        derived.figure_id,
        way.way,
        derived.statistic,
        derived.unit,
        derived.indicator,
        derived.population,
        derived.region_code,
        derived.partner,
        derived.of_start,
        derived.of_measure,
        derived.as_stated,
        derived.value,
        derived.value_low as stated_low,
        derived.value_high as stated_high,
        derived.measure <> derived.of_measure and derived.of_measure in ('target', 'plan') as is_against_target,
        now.member_id as now_id,
        now.unit as now_unit,
        now.value as now_value,
        now.value_low as now_low,
        now.value_high as now_high,
        base.member_id as base_id,
        base.unit as base_unit,
        base.value as base_value,
        base.value_low as base_low,
        base.value_high as base_high
    from derived
    join way on way.figure_id = derived.figure_id
    left join member as now
        on now.figure_id = derived.figure_id and now.side = 'now' and now.way = way.way and now.unit_place = 1
    left join member as base
        on base.figure_id = derived.figure_id and base.side = 'base' and base.way = way.way and base.unit_place = 1
),

computed as (
    select
        *,
        case
            when is_against_target and statistic in ('change_pct', 'share_pct') then 'overshoot_vs_target'
            when statistic = 'change_pct' then 'growth_vs_levels'
            when statistic = 'change' then 'difference_vs_levels'
            when statistic = 'share_pct' then 'share_vs_parts'
            else 'ratio'
        end as kind,
        now_id <> base_id
        and now_unit = base_unit
        and (statistic <> 'change' or unit = now_unit) as is_computable,
        statistic <> 'change' or unit = coalesce(now_unit, base_unit) as is_one_unit,
        case statistic when 'ratio' then 1 else 100 end as factor,
        case statistic when 'change_pct' then 100 else 0 end as less
    from joined
),

result as (
    select
        *,
        case
            when is_computable and statistic = 'change' then now_low - base_high
            when is_computable then ref.quotient(factor * now_low, base_high) - less
        end as computed_low,
        case
            when is_computable and statistic = 'change' then now_high - base_low
            when is_computable then ref.quotient(factor * now_high, base_low) - less + 0.000001
        end as computed_high,
        case
            when is_computable and statistic = 'change' then now_value - base_value
            when is_computable then ref.quotient(factor * now_value, base_value) - less
        end as computed_value,
        -- The member that is not stated.
        case
            when not is_one_unit then null
            when now_id is null and base_id is not null and statistic = 'change' then base_value + value
            when now_id is null and base_id is not null
                then ref.quotient(
                    cast(base_value as decimal(24, 2)) * cast(less + value as decimal(14, 4)), factor
                )
            when now_id is not null and base_id is null and statistic = 'change' then now_value - value
            when now_id is not null and base_id is null then ref.quotient(factor * now_value, less + value)
        end as implied_member
    from computed
),

judged as (
    select
        *,
        case
            when not is_computable or (computed_low is null and computed_high is null) then null
            -- Shares of two wholes: they can bear a growth out, but not refute it, since the whole may have changed.
            when way = 'share_pct' and ref.gap(stated_low, stated_high, computed_low, computed_high) > 0 then null
            else ref.gap(stated_low, stated_high, computed_low, computed_high)
        end as miss
    from result
),

stated_derived as (
    select
        identity_id,
        kind,
        indicator,
        region_code,
        case
            when now_id is not null and base_id is not null then [figure_id, now_id, base_id]
            when now_id is null and base_id is null then [figure_id]
            else [figure_id, coalesce(now_id, base_id)]
        end as figure_ids,
        stated_low,
        stated_high,
        computed_low,
        computed_high,
        computed_value,
        miss,
        case when miss > 0 then computed_value when miss is null then implied_member end as implied_value,
        case
            when miss = 0 then 'holds'
            when miss > 0 then 'misses'
            else 'undecidable'
        end as verdict,
        case when miss is null and implied_member is not null then now_id is null end as is_now_missing,
        of_measure,
        concat_ws('|', kind, population, partner, coalesce(now_unit, base_unit)) as implied_kind,
        concat_ws('|', stated_low, stated_high, of_start) as statement,
        case
            when miss is not null
                then concat(
                    '“', as_stated, '” against ', coalesce(cast(round(computed_value, 4) as varchar), 'a band'),
                    ' from ', now_id, ' and ', base_id, '.'
                )
            when now_id is null and base_id is null then 'Neither of the two levels is stated.'
            when now_id = base_id then 'The whole that this is a share of is not declared.'
            when now_unit <> base_unit
                then concat('Not comparable: ', now_unit, ' and ', base_unit, ' are of different kind.')
            when not is_one_unit
                then concat('Not comparable: ', unit, ' and ', coalesce(now_unit, base_unit), ' are of different kind.')
            when way = 'share_pct'
                then concat(
                    'The shares alone would give ', coalesce(cast(round(computed_value, 4) as varchar), 'a band'),
                    ', but their whole may have changed.'
                )
            when now_id is null
                then concat(
                    'The level is not stated. With ', base_id, ' the phrase “', as_stated, '” implies ',
                    coalesce(cast(round(implied_member, 0) as varchar), 'a band'), '.'
                )
            when base_id is null
                then concat(
                    'The base (', of_measure, ') is not stated. With ', now_id, ' the phrase “', as_stated,
                    '” implies ', coalesce(cast(round(implied_member, 0) as varchar), 'a band'), '.'
                )
            else 'A bound leaves the result open.'
        end as explanation
    from judged
),

-- A total against the parts of one complete division, all of one document.
part as (
    select
        figure.document_id,
        figure.indicator,
        figure.region_code,
        figure.partner,
        figure.period_start,
        figure.period_end,
        figure.measure,
        figure.statistic,
        figure.unit,
        figure.definition,
        population.parent,
        population.partition,
        count(distinct figure.population) as parts,
        count(*) as figures,
        array_agg(figure.figure_id order by figure.figure_id) as figure_ids,
        case when count(figure.value_low) = count(*) then sum(figure.value_low) end as low,
        case when count(figure.value_high) = count(*) then sum(figure.value_high) end as high,
        case when count(figure.value) = count(*) then sum(figure.value) end as value
    from figure
    join population on population.population = figure.population
    where population.partition is not null and figure.statistic = 'level'
    group by
        figure.document_id,
        figure.indicator,
        figure.region_code,
        figure.partner,
        figure.period_start,
        figure.period_end,
        figure.measure,
        figure.statistic,
        figure.unit,
        figure.definition,
        population.parent,
        population.partition
),

division as (
    select
        parent,
        partition,
        count(*) as members
    from population
    where partition is not null
    group by parent, partition
),

total as (
    select
        total.figure_id || ' from ' || part.partition as identity_id,
        total.indicator,
        total.region_code,
        list_concat([total.figure_id], part.figure_ids) as figure_ids,
        total.value_low as stated_low,
        total.value_high as stated_high,
        total.value as stated_value,
        part.parts = division.members and part.figures = part.parts as is_complete,
        part.figures = part.parts as is_once,
        part.partition,
        part.low,
        part.high,
        part.value
    from part
    join division on division.parent = part.parent and division.partition = part.partition
    join figure as total
        on
            total.document_id = part.document_id
            and total.indicator = part.indicator
            and total.population = part.parent
            and total.region_code = part.region_code
            and total.partner = part.partner
            and total.period_start = part.period_start
            and total.period_end = part.period_end
            and total.measure = part.measure
            and total.statistic = part.statistic
            and total.unit = part.unit
            and total.definition = part.definition
),

judged_total as (
    select
        *,
        case when is_complete then ref.gap(stated_low, stated_high, low, high) end as miss
    from total
),

parts_vs_total as (
    select
        identity_id,
        'parts_vs_total' as kind,
        indicator,
        region_code,
        figure_ids,
        stated_low,
        stated_high,
        case when is_complete then low end as computed_low,
        case when is_complete then high end as computed_high,
        case when is_complete then value end as computed_value,
        miss,
        case when miss > 0 then value when miss is null and is_once then stated_value - value end as implied_value,
        case when miss = 0 then 'holds' when miss > 0 then 'misses' else 'undecidable' end as verdict,
        cast(null as boolean) as is_now_missing,
        cast(null as varchar) as of_measure,
        cast(null as varchar) as implied_kind,
        cast(null as varchar) as statement,
        case
            when miss is not null
                then concat(
                    'The parts by ', partition, ' add up to ',
                    coalesce(
                        regexp_replace(cast(value as varchar), '\.?0+$', ''),
                        concat_ws(' to ', coalesce(low, 0), high)
                    ),
                    ', the total is stated as ',
                    coalesce(
                        regexp_replace(cast(stated_value as varchar), '\.?0+$', ''),
                        concat_ws(' to ', coalesce(stated_low, 0), stated_high)
                    ),
                    '.'
                )
            else concat(
                'Not every part by ', partition, ' is stated once. The stated ones leave ',
                coalesce(
                    case when is_once then regexp_replace(cast(stated_value - value as varchar), '\.?0+$', '') end,
                    'an open rest'
                ),
                '.'
            )
        end as explanation
    from judged_total
),

-- A region against all the regions in it, where one document counts every one of them.
region_part as (
    select
        figure.document_id,
        figure.indicator,
        figure.population,
        region.parent_code,
        figure.partner,
        figure.period_start,
        figure.period_end,
        figure.measure,
        figure.unit,
        figure.definition,
        count(*) as parts,
        array_agg(figure.figure_id order by figure.figure_id) as figure_ids,
        case when count(figure.value_low) = count(*) then sum(figure.value_low) end as low,
        case when count(figure.value_high) = count(*) then sum(figure.value_high) end as high,
        case when count(figure.value) = count(*) then sum(figure.value) end as value
    from figure
    join ref.exhaustive_document as exhaustive on exhaustive.document_id = figure.document_id
    join ref.region as region on region.region_code = figure.region_code
    where figure.statistic = 'level' and region.parent_code is not null
    group by
        figure.document_id,
        figure.indicator,
        figure.population,
        region.parent_code,
        figure.partner,
        figure.period_start,
        figure.period_end,
        figure.measure,
        figure.unit,
        figure.definition
),

region_total as (
    select
        total.figure_id || ' from regions' as identity_id,
        total.indicator,
        total.region_code,
        list_concat([total.figure_id], region_part.figure_ids) as figure_ids,
        total.as_stated,
        total.value_low as stated_low,
        total.value_high as stated_high,
        region_part.parts,
        region_part.low,
        region_part.high,
        region_part.value,
        case
            when region_part.low is not null and region_part.high is not null
                then ref.gap(total.value_low, total.value_high, region_part.low, region_part.high)
        end as miss
    from region_part
    join figure as total
        on
            total.document_id = region_part.document_id
            and total.indicator = region_part.indicator
            and total.population = region_part.population
            and total.region_code = region_part.parent_code
            and total.partner = region_part.partner
            and total.period_start = region_part.period_start
            and total.period_end = region_part.period_end
            and total.measure = region_part.measure
            and total.unit = region_part.unit
            and total.definition = region_part.definition
    where total.statistic = 'level'
),

regions_vs_total as (
    select
        identity_id,
        'parts_vs_total' as kind,
        indicator,
        region_code,
        figure_ids,
        stated_low,
        stated_high,
        low as computed_low,
        high as computed_high,
        value as computed_value,
        miss,
        case when miss > 0 then value end as implied_value,
        case when miss = 0 then 'holds' when miss > 0 then 'misses' else 'undecidable' end as verdict,
        cast(null as boolean) as is_now_missing,
        cast(null as varchar) as of_measure,
        cast(null as varchar) as implied_kind,
        cast(null as varchar) as statement,
        case
            when miss is null then 'A bound leaves the result open.'
            else concat(
                'The ', parts, ' regions in it add up to ', regexp_replace(cast(value as varchar), '\.?0+$', ''),
                ', the total is stated as “', as_stated, '”.'
            )
        end as explanation
    from region_total
),

-- The first months of a year cannot have more of a flow than the whole year.
running as (
    select
        running.figure_id || ' within ' || whole.figure_id as identity_id,
        running.indicator,
        running.region_code,
        [running.figure_id, whole.figure_id] as figure_ids,
        whole.value_low as stated_low,
        whole.value_high as stated_high,
        running.value_low as computed_low,
        running.value as computed_value,
        greatest(running.value_low - whole.value_high, 0) as miss_when_closed,
        running.value_low is not null and whole.value_high is not null as is_closed,
        row_number() over (
            partition by running.figure_id
            order by
                case when whole.document_id = running.document_id then 0 else 1 end, whole.width, whole.figure_id
        ) as place
    from figure as running
    join indicator on indicator.indicator = running.indicator
    join figure as whole
        on
            whole.indicator = running.indicator
            and whole.population = running.population
            and whole.region_code = running.region_code
            and whole.partner = running.partner
            and whole.measure = running.measure
            and whole.unit = running.unit
            and whole.definition = running.definition
            and whole.period_start = running.period_start
    where
        indicator.stock_or_flow = 'flow'
        and running.statistic = 'level'
        and whole.statistic = 'level'
        and running.measure = 'actual'
        and running.period_kind in ('year_to_date', 'jan_feb', 'half', 'quarter', 'month')
        and whole.period_kind = 'year'
),

ytd_vs_year as (
    select
        identity_id,
        'ytd_vs_year' as kind,
        indicator,
        region_code,
        figure_ids,
        stated_low,
        stated_high,
        computed_low,
        cast(null as decimal(24, 6)) as computed_high,
        computed_value,
        case when is_closed then miss_when_closed end as miss,
        case when is_closed and miss_when_closed > 0 then computed_value end as implied_value,
        case
            when not is_closed then 'undecidable'
            when miss_when_closed > 0 then 'misses'
            else 'holds'
        end as verdict,
        cast(null as boolean) as is_now_missing,
        cast(null as varchar) as of_measure,
        cast(null as varchar) as implied_kind,
        cast(null as varchar) as statement,
        case
            when not is_closed then 'A bound leaves the result open.'
            when miss_when_closed > 0 then 'The first months alone have more than the whole year.'
            else 'The first months have no more than the whole year.'
        end as explanation
    from running
    where place = 1
),

-- A growth in percent against the difference that the same document states over the same base, the most precise one.
every_growth_and_difference as (
    select
        growth.figure_id || ' from difference' as identity_id,
        growth.indicator,
        growth.region_code,
        [growth.figure_id, now.member_id, difference.figure_id] as figure_ids,
        growth.as_stated,
        growth.value_low as stated_low,
        growth.value_high as stated_high,
        -- d / (n - d) falls with n where d is positive, and rises with it where d is negative.
        ref.quotient(
            100 * difference.value_low,
            case when difference.value_low < 0 then now.value_low else now.value_high end - difference.value_low
        ) - 0.000001 as computed_low,
        ref.quotient(
            100 * difference.value_high,
            case when difference.value_high < 0 then now.value_high else now.value_low end - difference.value_high
        ) + 0.000001 as computed_high,
        ref.quotient(100 * difference.value, now.value - difference.value) as computed_value,
        row_number() over (
            partition by growth.figure_id order by difference.width, difference.figure_id
        ) as place
    from derived as growth
    join derived as difference
        on
            difference.document_id = growth.document_id
            and difference.indicator = growth.indicator
            and difference.population = growth.population
            and difference.region_code = growth.region_code
            and difference.partner = growth.partner
            and difference.period_start = growth.period_start
            and difference.period_end = growth.period_end
            and difference.measure = growth.measure
            and difference.of_indicator = growth.of_indicator
            and difference.of_region = growth.of_region
            and difference.of_start = growth.of_start
            and difference.of_end = growth.of_end
            and difference.of_measure = growth.of_measure
            and difference.definition = growth.definition
    join member as now
        on
            now.figure_id = difference.figure_id
            and now.unit_place = 1
            and now.side = 'now'
            and now.way = 'level'
            and now.unit = difference.unit
    where growth.statistic = 'change_pct' and difference.statistic = 'change'
),

growth_and_difference as (
    select
        identity_id,
        indicator,
        region_code,
        figure_ids,
        as_stated,
        stated_low,
        stated_high,
        computed_low,
        computed_high,
        computed_value
    from every_growth_and_difference
    where place = 1
),

-- A multiple against the growth in percent that the same document states over the same base.
multiple_and_growth as (
    select
        multiple.figure_id || ' from ' || growth.figure_id as identity_id,
        multiple.indicator,
        multiple.region_code,
        [multiple.figure_id, growth.figure_id] as figure_ids,
        multiple.as_stated,
        multiple.value_low as stated_low,
        multiple.value_high as stated_high,
        (100 + growth.value_low) * 0.01 as computed_low,
        (100 + growth.value_high) * 0.01 as computed_high,
        (100 + growth.value) * 0.01 as computed_value
    from derived as multiple
    join derived as growth
        on
            growth.document_id = multiple.document_id
            and growth.indicator = multiple.indicator
            and growth.population = multiple.population
            and growth.region_code = multiple.region_code
            and growth.partner = multiple.partner
            and growth.period_start = multiple.period_start
            and growth.period_end = multiple.period_end
            and growth.measure = multiple.measure
            and growth.of_indicator = multiple.of_indicator
            and growth.of_region = multiple.of_region
            and growth.of_start = multiple.of_start
            and growth.of_end = multiple.of_end
            and growth.of_measure = multiple.of_measure
            and growth.definition = multiple.definition
    where multiple.statistic = 'ratio' and growth.statistic = 'change_pct'
),

between_derived as (
    select
        *,
        'growth_vs_levels' as kind
    from growth_and_difference
    union all
    select
        *,
        'ratio' as kind
    from multiple_and_growth
),

judged_between as (
    select
        *,
        case
            when computed_low is not null or computed_high is not null
                then ref.gap(stated_low, stated_high, computed_low, computed_high)
        end as miss
    from between_derived
),

stated_between as (
    select
        identity_id,
        kind,
        indicator,
        region_code,
        figure_ids,
        stated_low,
        stated_high,
        computed_low,
        computed_high,
        computed_value,
        miss,
        case when miss > 0 then computed_value end as implied_value,
        case when miss = 0 then 'holds' when miss > 0 then 'misses' else 'undecidable' end as verdict,
        cast(null as boolean) as is_now_missing,
        cast(null as varchar) as of_measure,
        cast(null as varchar) as implied_kind,
        cast(null as varchar) as statement,
        concat(
            '“', as_stated, '” against ', coalesce(cast(round(computed_value, 4) as varchar), 'a band'),
            ' from what else the document states over the same base.'
        ) as explanation
    from judged_between
),

-- What an indicator of trade is in customs lines: all trade, or groups of commodities, of one flow or of both.
indicator_flow as (
    select
        *,
        count(*) over (partition by indicator) as parts
    from (
        values
        ('exports', 'export', ''),
        ('imports', 'import', ''),
        ('foreign_trade', 'export', ''),
        ('foreign_trade', 'import', ''),
        ('labor_intensive_exports', 'export', 'labour_intensive'),
        ('labor_intensive_trade', 'export', 'labour_intensive'),
        ('labor_intensive_trade', 'import', 'labour_intensive'),
        ('solar_battery_vehicle_exports', 'export', 'solar'),
        ('solar_battery_vehicle_exports', 'export', 'lithium_batteries'),
        ('solar_battery_vehicle_exports', 'export', 'electric_vehicles')
    ) as part (indicator, flow, commodity_group)
),

-- Customs lines of a region, all together, by partner, and by group. Two sums are alike where they are of one makeup.
customs_part as (
    select
        source_id,
        region_code,
        '' as partner,
        '' as commodity_group,
        flow,
        currency,
        period_start,
        period_end,
        period_kind,
        value,
        bound = 'exact' as is_exact,
        coalesce(cast(commodity_level as varchar), 'several') as makeup,
        cast(null as decimal(24, 6)) as growth_pct
    from mart.trade_by_region
    where scope = 'all' and value is not null
    union all
    select
        source_id,
        region_code,
        partner_code as partner,
        '' as commodity_group,
        flow,
        currency,
        period_start,
        period_end,
        period_kind,
        value,
        bound = 'exact' as is_exact,
        coalesce(cast(commodity_level as varchar), 'several') as makeup,
        cast(null as decimal(24, 6)) as growth_pct
    from mart.trade_by_partner
    where scope = 'all' and value is not null and region_code is not null
    union all
    select
        source_id,
        region_code,
        '' as partner,
        commodity_group,
        flow,
        currency,
        period_start,
        period_end,
        period_kind,
        value,
        bound = 'exact' and undecided_lines = 0 as is_exact,
        hs_revision as makeup,
        growth_pct
    from mart.trade_by_commodity_group
    where scope = 'all' and value is not null and region_code is not null
),

-- Customs lines of places and partners that no figure names are compared with nothing.
named as (
    select
        region_code,
        partner
    from figure
    union
    select
        region_code,
        partner
    from wanted
),

-- The same in words of the figures. Both flows, or several groups, together only where all of them are there.
customs_sum as (
    select
        indicator_flow.indicator,
        customs_part.source_id,
        customs_part.region_code,
        customs_part.partner,
        customs_part.currency,
        customs_part.period_start,
        customs_part.period_end,
        customs_part.period_kind,
        cast(sum(customs_part.value) as decimal(24, 6)) as low,
        case
            when min(case when customs_part.is_exact then 1 else 0 end) = 1
                then cast(sum(customs_part.value) as decimal(24, 6))
        end as high,
        case
            when count(customs_part.makeup) = count(*)
                then string_agg(customs_part.makeup, ', ' order by indicator_flow.flow, indicator_flow.commodity_group)
        end as makeup,
        -- A group's growth of the mart: the codes of the year before are carried over to the revision of this one.
        case when count(*) = 1 then max(customs_part.growth_pct) end as growth_pct,
        string_agg(distinct nullif(customs_part.commodity_group, ''), ', ' order by nullif(customs_part.commodity_group, ''))
            as commodity_groups
    from customs_part
    join named on named.region_code = customs_part.region_code and named.partner = customs_part.partner
    join indicator_flow
        on indicator_flow.flow = customs_part.flow and indicator_flow.commodity_group = customs_part.commodity_group
    group by
        indicator_flow.indicator,
        customs_part.source_id,
        customs_part.region_code,
        customs_part.partner,
        customs_part.currency,
        customs_part.period_start,
        customs_part.period_end,
        customs_part.period_kind
    having count(*) = max(indicator_flow.parts)
),

-- A stated amount of trade against customs lines of the same days and currency. Days of two kinds of period are one sum.
level_and_customs as (
    select
        figure.figure_id,
        'level' as statistic,
        'parts_vs_total' as kind,
        figure.indicator,
        figure.region_code,
        figure.as_stated,
        figure.value_low as stated_low,
        figure.value_high as stated_high,
        customs_sum.source_id,
        customs_sum.currency,
        customs_sum.commodity_groups,
        customs_sum.low as computed_low,
        customs_sum.high as computed_high,
        customs_sum.low as computed_value,
        cast(null as varchar) as obstacle,
        true as is_of_stated_currency,
        row_number() over (
            partition by figure.figure_id, customs_sum.source_id
            order by case when customs_sum.period_kind = figure.period_kind then 0 else 1 end, customs_sum.period_kind
        ) as place
    from figure
    join customs_sum
        on
            customs_sum.indicator = figure.indicator
            and customs_sum.region_code = figure.region_code
            and customs_sum.partner = figure.partner
            and customs_sum.currency = figure.unit
            and customs_sum.period_start = figure.period_start
            and customs_sum.period_end = figure.period_end
    where figure.statistic = 'level' and figure.measure = 'actual' and figure.population = 'all'
),

-- Cells of customs lines on both sides of a stated growth, difference, multiple or share.
pair as (
    select
        now.figure_id,
        now.indicator,
        now.region_code,
        now.partner,
        now.period_start,
        now.period_end,
        base.indicator as base_indicator,
        base.region_code as base_region_code,
        base.partner as base_partner,
        base.period_start as base_start,
        base.period_end as base_end,
        now.period_start = base.period_start and now.period_end = base.period_end as is_of_same_days
    from wanted as now
    join wanted as base on base.figure_id = now.figure_id
    where
        now.side = 'now'
        and base.side = 'base'
        and now.measure = 'actual'
        and base.measure = 'actual'
        and now.population = 'all'
        and base.population = 'all'
        and concat_ws('|', now.indicator, now.region_code, now.partner, now.period_start, now.period_end)
        <> concat_ws('|', base.indicator, base.region_code, base.partner, base.period_start, base.period_end)
),

-- The currency of a growth is that in which its own document states the amount. Most state none.
stated_currency as (
    select
        figure_id,
        unit as currency
    from member
    where side = 'now' and way = 'level' and unit_place = 1 and is_same_document
),

-- Both sides of one source, currency and kind of period.
pair_of_sums as (
    select
        pair.figure_id,
        now.source_id,
        now.currency,
        now.commodity_groups,
        now.low as now_low,
        now.high as now_high,
        base.low as base_low,
        base.high as base_high,
        pair.is_of_same_days or now.makeup = base.makeup as is_alike,
        case when pair.base_start = pair.period_start - interval 1 year then now.growth_pct end as growth_pct,
        row_number() over (
            partition by pair.figure_id, now.source_id, now.currency
            order by
                case when base.source_id is not null then 0 else 1 end,
                case when now.period_kind = figure.period_kind then 0 else 1 end,
                now.period_kind
        ) as place
    from pair
    join figure on figure.figure_id = pair.figure_id
    join customs_sum as now
        on
            now.indicator = pair.indicator
            and now.region_code = pair.region_code
            and now.partner = pair.partner
            and now.period_start = pair.period_start
            and now.period_end = pair.period_end
    left join customs_sum as base
        on
            base.source_id = now.source_id
            and base.currency = now.currency
            and base.period_kind = now.period_kind
            and base.indicator = pair.base_indicator
            and base.region_code = pair.base_region_code
            and base.partner = pair.base_partner
            and base.period_start = pair.base_start
            and base.period_end = pair.base_end
),

-- A difference has a currency, a share needs none: both of its sides are of the same days.
computable_pair as (
    select
        pair_of_sums.*,
        computed.statistic,
        computed.kind,
        computed.indicator,
        computed.region_code,
        computed.as_stated,
        computed.stated_low,
        computed.stated_high,
        computed.factor,
        computed.less,
        computed.statistic in ('share_pct', 'change') or stated_currency.currency is not null as is_of_stated_currency,
        case
            when pair_of_sums.base_low is null then 'have no like sum for what it is measured against'
            when not coalesce(pair_of_sums.is_alike, false) and pair_of_sums.growth_pct is null
                then 'have two sums that are not alike: their codes are of other levels or revisions'
            when pair_of_sums.now_high is null and pair_of_sums.base_high is null
                then 'have two sums that are only lower bounds'
        end as obstacle
    from pair_of_sums
    join computed on computed.figure_id = pair_of_sums.figure_id and computed.way = 'level'
    left join stated_currency on stated_currency.figure_id = pair_of_sums.figure_id
    where
        pair_of_sums.place = 1
        and case
            when computed.statistic = 'change' then computed.unit = pair_of_sums.currency
            when computed.statistic = 'share_pct' then true
            else coalesce(stated_currency.currency, pair_of_sums.currency) = pair_of_sums.currency
        end
),

derived_and_customs as (
    select
        figure_id,
        statistic,
        kind,
        indicator,
        region_code,
        as_stated,
        stated_low,
        stated_high,
        source_id,
        currency,
        commodity_groups,
        case
            when obstacle is not null then null
            when not coalesce(is_alike, false) then growth_pct
            when statistic = 'change' then now_low - base_high
            else ref.quotient(factor * now_low, base_high) - less
        end as computed_low,
        case
            when obstacle is not null then null
            when not coalesce(is_alike, false) then growth_pct
            when statistic = 'change' then now_high - base_low
            else ref.quotient(factor * now_high, base_low) - less + 0.000001
        end as computed_high,
        case
            when obstacle is not null then null
            when not coalesce(is_alike, false) then growth_pct
            when statistic = 'change' then now_low - base_low
            else ref.quotient(factor * now_low, base_low) - less
        end as computed_value,
        obstacle,
        is_of_stated_currency
    from computable_pair
),

stated_and_customs as (
    select
        figure_id,
        statistic,
        kind,
        indicator,
        region_code,
        as_stated,
        stated_low,
        stated_high,
        source_id,
        currency,
        commodity_groups,
        computed_low,
        computed_high,
        computed_value,
        obstacle,
        is_of_stated_currency
    from level_and_customs
    where place = 1
    union all
    select * from derived_and_customs
),

customs_gap as (
    select
        *,
        case
            when computed_low is not null or computed_high is not null
                then ref.gap(stated_low, stated_high, computed_low, computed_high)
        end as gap,
        computed_low is not null and computed_high is not null as is_closed
    from stated_and_customs
),

-- A growth in yuan is not one in dollars. It holds where one of them bears it out, and misses where both refute it.
customs_choice as (
    select
        *,
        row_number() over (
            partition by figure_id, source_id
            order by
                case when gap = 0 and is_closed then 0 when gap = 0 then 1 when gap > 0 then 2 else 3 end,
                gap,
                currency
        ) as place,
        is_of_stated_currency
        or min(case when gap > 0 then currency end) over (partition by figure_id, source_id)
        <> max(case when gap > 0 then currency end) over (partition by figure_id, source_id) as is_of_every_currency
    from customs_gap
),

-- What the codes of a group are is not the publisher's word, so that a sum of it decides nothing. Nor does a bound hold.
customs_verdict as (
    select
        *,
        case
            when commodity_groups is not null then null
            when gap > 0 and coalesce(is_of_every_currency, false) then gap
            when gap = 0 and is_closed then gap
        end as miss,
        concat(
            case when computed_low is null then 'at most ' when computed_high is null then 'at least ' end,
            regexp_replace(
                cast(case when statistic = 'level' then computed_value else round(computed_value, 4) end as varchar), '\.?0+$', ''
            ),
            case when statistic in ('change_pct', 'ratio') then ' in ' || currency end
        ) as computed_words
    from customs_choice
    where place = 1
),

lines_vs_stated as (
    select
        figure_id || ' from lines of ' || source_id as identity_id,
        kind,
        indicator,
        region_code,
        [figure_id] as figure_ids,
        stated_low,
        stated_high,
        computed_low,
        computed_high,
        computed_value,
        miss,
        case when miss > 0 then computed_value end as implied_value,
        case when miss = 0 then 'holds' when miss > 0 then 'misses' else 'undecidable' end as verdict,
        cast(null as boolean) as is_now_missing,
        cast(null as varchar) as of_measure,
        cast(null as varchar) as implied_kind,
        cast(null as varchar) as statement,
        concat(
            '“', as_stated, '” ',
            case
                when obstacle is not null then concat('is left open: the customs lines of ', source_id, ' ', obstacle, '.')
                else concat('against ', computed_words, ' from the customs lines of ', source_id, '.')
            end,
            case
                when commodity_groups is not null
                    then concat(
                        ' Which codes the document counts is not known, and the lines are those of ', commodity_groups,
                        ' in ref.commodity_group.'
                    )
                when gap > 0 and miss is null then ' The document does not say in which currency it grew.'
            end
        ) as explanation
    from customs_verdict
),

every_identity as (
    select * from stated_derived
    union all
    select * from stated_between
    union all
    select * from parts_vs_total
    union all
    select * from regions_vs_total
    union all
    select * from lines_vs_stated
    union all
    select * from ytd_vs_year
),

-- Undecidable identities that miss the same unstated level and imply the same value for it, within one percent.
same_implied as (
    select
        one.identity_id,
        string_agg(two.identity_id, ', ' order by two.identity_id) as others
    from every_identity as one
    join every_identity as two
        on
            two.indicator = one.indicator
            and two.region_code = one.region_code
            and two.of_measure in ('target', 'plan')
            and two.implied_kind = one.implied_kind
            and two.statement <> one.statement
            and two.is_now_missing = false
            and one.is_now_missing = false
            and 100 * abs(two.implied_value - one.implied_value) <= abs(one.implied_value)
    where one.of_measure in ('target', 'plan')
    group by one.identity_id
)

select
    every_identity.identity_id,
    every_identity.kind,
    every_identity.figure_ids,
    every_identity.stated_low,
    every_identity.stated_high,
    cast(every_identity.computed_low as decimal(24, 6)) as computed_low,
    cast(every_identity.computed_high as decimal(24, 6)) as computed_high,
    cast(every_identity.computed_value as decimal(24, 6)) as computed_value,
    cast(every_identity.miss as decimal(24, 6)) as miss,
    cast(every_identity.implied_value as decimal(24, 6)) as implied_value,
    every_identity.verdict,
    concat(
        every_identity.explanation,
        case when same_implied.others is not null then ' Nearly the same value follows from ' || same_implied.others || '.' end
    ) as explanation,
    every_identity.indicator,
    every_identity.region_code
from every_identity
left join same_implied on same_implied.identity_id = every_identity.identity_id
