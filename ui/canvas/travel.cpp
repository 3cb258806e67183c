#include "ui/canvas/travel.h"

#include <QGraphicsItem>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/canvas/scene.h"
#include "ui/health_mark.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kMoveFrameMs = 16;
constexpr qreal kAboveAll = 50;
constexpr qreal kSign = 14;       // of a mark's sign
constexpr qreal kTextRoom = 220;  // for what a dot carries

QColor colourOfWay(const Theme& theme, bool back) {
  return back ? theme.validationCurve : theme.accent;
}

/// Forward points to the right, back to the left.
void paintArrow(QPainter& painter, QPointF middle, qreal size, qreal degrees) {
  painter.save();
  painter.translate(middle);
  painter.rotate(degrees);
  const QPointF arrow[] = {{size, 0}, {-size * 0.7, -size * 0.8}, {-size * 0.7, size * 0.8}};
  painter.drawPolygon(arrow, 3);
  painter.restore();
}

}  // namespace

/// Around a node: a ring where it is under way or wrong, small signs where it is done.
class TravelMarks::Mark : public QGraphicsItem {
 public:
  Mark(const QRectF& node, bool underWay, bool back) : node_(node), now_(underWay), back_(back) {
    setZValue(kAboveAll);
  }
  void setDone(bool forward, bool returned) {
    forward_ = forward;
    returned_ = returned;
  }
  void setWrong() {
    wrong_ = true;
    setZValue(kAboveAll + 0.5);  // where nodes lie on each other, it is seen
  }

  QRectF boundingRect() const override { return node_.adjusted(-8, -12, 12, 8); }
  QPainterPath shape() const override { return {}; }  // the mouse goes through

  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) override {
    const Theme& theme = Theme::of(widget);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    if (now_ || wrong_) {
      const qreal zoom = std::clamp<qreal>(painter->worldTransform().m11(), 0.4, 1);
      painter->setPen(QPen(wrong_ ? theme.error : colourOfWay(theme, back_), 3 / zoom));
      painter->drawRoundedRect(node_.adjusted(-2, -2, 2, 2), kRadius + 2, kRadius + 2);
    }
    QPointF at = node_.topRight() + QPointF(-kSign * 0.6, -1);
    const auto sign = [&](bool on, bool back) {
      if (!on) return;
      painter->setPen(QPen(theme.nodeFill, 1.5));
      painter->setBrush(colourOfWay(theme, back));
      painter->drawEllipse(at, kSign / 2, kSign / 2);
      painter->setPen(Qt::NoPen);
      painter->setBrush(theme.nodeFill);
      paintArrow(*painter, at, kSign / 4, back ? 180 : 0);
      at.rx() -= kSign + 2;
    };
    sign(returned_, true);
    sign(forward_, false);
    if (wrong_)
      paintHealth(*painter, {node_.topLeft() + QPointF(-5, -9), QSizeF(18, 18)},
                  NodeHealth::Verdict::Bad, theme);
  }

 private:
  QRectF node_;
  bool now_, back_;
  bool forward_ = false, returned_ = false, wrong_ = false;
};

/// What goes along a wire: an arrow, and the numbers beside it.
class TravelMarks::Dot : public QGraphicsItem {
 public:
  Dot(QPainterPath path, QString text, const QFont& font, bool back)
      : path_(std::move(path)), text_(std::move(text)), font_(font), back_(back) {
    setZValue(kAboveAll + 1);
    const QFontMetricsF metrics(font_);
    const qreal width = std::min(metrics.horizontalAdvance(text_), kTextRoom) + 12;
    label_ = {-width / 2, -metrics.height() - 14, width, metrics.height() + 4};
  }
  void moveTo(qreal share) {
    const qreal at = back_ ? 1 - share : share;
    degrees_ = -path_.angleAtPercent(at) + (back_ ? 180 : 0);
    setPos(path_.pointAtPercent(at));
  }

  QRectF boundingRect() const override {
    return label_.united({-12, -12, 24, 24}).adjusted(-2, -2, 2, 2);
  }
  QPainterPath shape() const override { return {}; }

  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget* widget) override {
    const Theme& theme = Theme::of(widget);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.nodeFill, 1.5));
    painter->setBrush(colourOfWay(theme, back_));
    paintArrow(*painter, {}, 9, degrees_);
    if (text_.isEmpty()) return;
    painter->setPen(QPen(colourOfWay(theme, back_), 1));
    painter->setBrush(theme.nodeFill);
    painter->drawRoundedRect(label_, 5, 5);
    painter->setPen(theme.text);
    painter->setFont(font_);
    painter->drawText(label_, Qt::AlignCenter,
                      QFontMetricsF(font_).elidedText(text_, Qt::ElideRight, label_.width() - 8));
  }

 private:
  QPainterPath path_;
  QString text_;
  QFont font_;
  QRectF label_;
  qreal degrees_ = 0;
  bool back_;
};

TravelMarks::TravelMarks(Scene& scene, QObject* parent) : QObject(parent), scene_(scene) {
  timer_.setInterval(kMoveFrameMs);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &TravelMarks::tick);
  connect(&scene_, &Scene::arranged, this, [this] {
    if (travel_.isOn) remake();
  });
}

void TravelMarks::show(Travel travel) {
  travel_ = std::move(travel);
  remake();
  const bool moves = travel_.isOn && travel_.moveMs > 0 && !dots_.empty();
  if (!moves) {
    timer_.stop();
    return;
  }
  since_.start();
  moveDots(0);
  timer_.start();
}

void TravelMarks::clear() {
  for (Mark* mark : marks_) delete mark;
  for (Dot* dot : dots_) delete dot;
  marks_.clear();
  dots_.clear();
}

void TravelMarks::remake() {
  clear();
  if (!travel_.isOn) return;
  std::map<const NodeItem*, std::vector<std::string>> shown;  // a folded block stands for several
  const auto add = [&](const std::string& id) {
    const NodeItem* item = scene_.shownFor(id);
    if (item && std::ranges::count(shown[item], id) == 0) shown[item].push_back(id);
  };
  for (const std::string& id : travel_.forward) add(id);
  for (const auto& [id, why] : travel_.wrong) add(id);
  add(travel_.node);
  for (const auto& [item, ids] : shown) {
    const auto all = [&ids = ids](const std::set<std::string>& done) {
      return std::ranges::all_of(ids, [&](const std::string& id) { return done.count(id) > 0; });
    };
    auto* mark = new Mark(item->rect(), std::ranges::count(ids, travel_.node) > 0, travel_.back);
    mark->setDone(all(travel_.forward), all(travel_.returned));
    for (const std::string& id : ids) {
      if (travel_.wrong.count(id)) mark->setWrong();
    }
    scene_.addItem(mark);
    marks_.push_back(mark);
  }
  for (const Travel::Load& load : travel_.loads) {
    const LinkItem* wire = scene_.link(load.wire);
    if (!wire || !wire->isVisible()) continue;
    auto* dot = new Dot(wire->path(), load.text, scene_.fonts().count, travel_.back);
    scene_.addItem(dot);
    dots_.push_back(dot);
  }
  moveDots(timer_.isActive() ? 0 : 1);
}

void TravelMarks::tick() {
  const qreal share = static_cast<qreal>(since_.elapsed()) / std::max(1, travel_.moveMs);
  moveDots(std::min<qreal>(share, 1));
  if (share >= 1) timer_.stop();
}

/// Slow, fast, slow; it stops a little before the node, where it can still be read.
void TravelMarks::moveDots(qreal share) {
  constexpr qreal kStop = 0.72;
  const qreal eased = share * share * (3 - 2 * share) * kStop;
  for (Dot* dot : dots_) dot->moveTo(eased);
}

QString TravelMarks::markText(const std::string& node) const {
  if (!travel_.isOn) return {};
  const auto wrong = travel_.wrong.find(node);
  if (wrong != travel_.wrong.end()) return wrong->second;
  if (travel_.node == node) return travel_.back ? tr("gradients arrive") : tr("values arrive");
  if (travel_.returned.count(node)) return tr("gradients passed on");
  return travel_.forward.count(node) ? tr("values passed on") : QString();
}

}  // namespace loom::ui
