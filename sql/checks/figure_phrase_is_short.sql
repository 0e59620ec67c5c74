-- No phrase of a document is longer than twelve words.
select
    figure.figure_id,
    figure.as_stated
from core.figure as figure
where length(trim(figure.as_stated)) - length(replace(trim(figure.as_stated), ' ', '')) > 11
