-- Every code in core.figure is in its dimension.
with
figure as (
    select * from core.figure
),

code as (
    select figure_id, 'document_id' as dimension, document_id as code from figure
    where document_id not in (select document_id from ref.document)
    union all
    select figure_id, 'cited_document_id' as dimension, cited_document_id as code from figure
    where cited_document_id not in (select document_id from ref.document)
    union all
    select figure_id, 'indicator' as dimension, indicator as code from figure
    where indicator not in (select indicator from ref.indicator)
    union all
    select figure_id, 'base_indicator' as dimension, base_indicator as code from figure
    where base_indicator not in (select indicator from ref.indicator)
    union all
    select figure_id, 'base_region_code' as dimension, base_region_code as code from figure
    where base_region_code not in (select region_code from ref.region)
    union all
    select figure_id, 'population' as dimension, population as code from figure
    where population not in (select population from ref.population)
    union all
    select figure_id, 'unit' as dimension, unit as code from figure
    where unit not in (select unit from ref.unit)
    union all
    select figure_id, 'region_code' as dimension, region_code as code from figure
    where region_code not in (select region_code from ref.region)
    union all
    select figure_id, 'counterpart_code' as dimension, counterpart_code as code from figure
    where
        counterpart_code not in (select region_code from ref.region)
        and counterpart_code not in (select partner_code from ref.partner)
)

select * from code
