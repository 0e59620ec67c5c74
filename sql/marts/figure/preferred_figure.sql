-- grain: one row per cell, that is per thing that figures can agree or disagree about
with
figure as (
    select
        *,
        concat_ws(
            '|',
            indicator,
            population,
            region_code,
            coalesce(counterpart_code, ''),
            cast(period_start as varchar),
            cast(period_end as varchar),
            period_kind,
            measure,
            statistic,
            coalesce(base_indicator, indicator),
            coalesce(base_region_code, region_code),
            cast(coalesce(base_period_start, period_start) as varchar),
            cast(coalesce(base_period_end, period_end) as varchar),
            coalesce(base_measure, measure),
            unit,
            coalesce(definition_version, '')
        ) as cell,
        value_high - value_low as width
    from core.figure
),

document as (
    select * from ref.document
),

indicator as (
    select * from ref.indicator
),

region_name as (
    select
        region_code,
        name
    from ref.region_name
    where language = 'en' and is_preferred = 'true'
),

counterpart_name as (
    select
        region_code as counterpart_code,
        name
    from region_name
    union all
    select
        partner_code as counterpart_code,
        name
    from ref.partner
),

ranked as (
    select
        figure.*,
        document.published,
        row_number() over preference as place,
        lead(figure.width) over preference as next_width,
        lead(document.published) over preference as next_published
    from figure
    join document on document.document_id = figure.document_id
    window preference as (
        partition by figure.cell
        order by figure.width asc nulls last, document.published desc, figure.figure_id asc
    )
),

cell as (
    select
        figure.cell,
        count(*) - 1 as rivals,
        case when count(figure.value_low) = count(*) then min(figure.value_low) end as rivals_low,
        case when count(figure.value_high) = count(*) then max(figure.value_high) end as rivals_high,
        array_agg(figure.figure_id order by figure.figure_id) as figure_ids,
        string_agg(distinct document.citation_key, ', ' order by document.citation_key) as sources
    from figure
    join document on document.document_id = figure.document_id
    group by figure.cell
)

select
    ranked.cell,
    ranked.subject,
    region_name.name as region,
    case
        when ranked.period_start = ranked.period_end then cast(ranked.period_start as varchar)
        when
            substr(cast(ranked.period_start as varchar), 6) <> '01-01'
            or substr(cast(ranked.period_end as varchar), 6) <> '12-31'
            then
                substr(cast(ranked.period_start as varchar), 1, 7)
                || '..'
                || substr(cast(ranked.period_end as varchar), 1, 7)
        when extract(year from ranked.period_start) = extract(year from ranked.period_end)
            then substr(cast(ranked.period_start as varchar), 1, 4)
        else
            substr(cast(ranked.period_start as varchar), 1, 4)
            || '..'
            || substr(cast(ranked.period_end as varchar), 1, 4)
    end as period,
    case
        when extract(year from ranked.period_start) = extract(year from ranked.period_end)
            then cast(extract(year from ranked.period_end) as integer)
    end as year,
    indicator.name as indicator_name,
    counterpart_name.name as counterpart,
    ranked.population,
    ranked.measure,
    ranked.statistic,
    ranked.value,
    ranked.value_low,
    ranked.value_high,
    ranked.bound,
    ranked.unit,
    cell.rivals,
    cell.rivals_low,
    cell.rivals_high,
    ranked.figure_id,
    case
        when cell.rivals = 0 then 'P0 only figure'
        when ranked.width is not null and (ranked.next_width is null or ranked.width < ranked.next_width)
            then 'P1 more precise'
        when ranked.published > ranked.next_published then 'P2 later document'
        else 'P3 first by id'
    end as preferred_rule,
    cell.figure_ids,
    cell.sources,
    ranked.indicator,
    ranked.region_code,
    ranked.counterpart_code,
    ranked.period_start,
    ranked.period_end,
    ranked.period_kind,
    ranked.base_indicator,
    ranked.base_region_code,
    ranked.base_period_start,
    ranked.base_period_end,
    ranked.base_measure,
    ranked.definition_version,
    ranked.obs_status
from ranked
join cell on cell.cell = ranked.cell
join indicator on indicator.indicator = ranked.indicator
join region_name on region_name.region_code = ranked.region_code
left join counterpart_name on counterpart_name.counterpart_code = ranked.counterpart_code
where ranked.place = 1
