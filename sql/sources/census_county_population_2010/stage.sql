-- grain: one row per region and population
with
row_of_table as (
    select
        row_number,
        "区划代码" as region_code,
        unnest(['all', 'urban', 'rural']) as population,
        unnest(["合计", "城镇人口", "乡村人口"]) as persons
    from stage.census_county_population_2010
)

select
    'census_county_population_2010:' || region_code || '_' || population as figure_id,
    'census-2010-counties' as document_id,
    'row ' || region_code || ', column ' || case population when 'all' then 'total' else population end as locator,
    'population' as subject,
    'resident_population' as indicator,
    population,
    region_code,
    cast(null as varchar) as counterpart_code,
    date '2010-11-01' as period_start,
    date '2010-11-01' as period_end,
    'point' as period_kind,
    'actual' as measure,
    'level' as statistic,
    cast(null as varchar) as base_indicator,
    cast(null as varchar) as base_region_code,
    cast(null as date) as base_period_start,
    cast(null as date) as base_period_end,
    cast(null as varchar) as base_measure,
    'person' as unit,
    cast(persons as decimal(24, 6)) as value,
    cast(persons as decimal(24, 6)) as value_low,
    cast(persons as decimal(24, 6)) as value_high,
    'exact' as bound,
    cast(persons as varchar) as as_stated,
    cast(null as varchar) as cited_document_id,
    'census_yearbook' as definition_version,
    'A' as obs_status,
    cast(null as varchar) as note,
    row_number
from row_of_table
where persons is not null
