"""The residents that rates are per: of each ward, and of all wards asked together."""

from wards.gazetteer import gazetteer_of


def residents_of(question):
    """Return residents by ward slug, and under None those of all wards asked; None where unknown."""
    gazetteer, given = gazetteer_of(question.query.release), question.query.given
    residents = {ward.slug: gazetteer.residents.get(ward.gss_code) for ward in gazetteer.current}
    asked = {ward.slug for ward in given.get("ward") or gazetteer.current}
    asked -= {ward.slug for ward in given.get("ward_not") or ()}
    return residents | {None: sum_known(residents[slug] for slug in asked)}


def sum_known(people):
    """Return a sum of residents; None where those of one ward are not known, or there is no ward."""
    people = list(people)
    return None if None in people or not people else sum(people)
